import{b as r}from"/assets/chunk-N6DOK2CS.js";import"/assets/chunk-XIKW5PTG.js";import{f as s,z as o}from"/assets/chunk-PPXVVDF4.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
