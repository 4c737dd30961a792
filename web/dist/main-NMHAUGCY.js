import{b as r}from"/assets/chunk-LBTMNWNI.js";import{A as o,f as s}from"/assets/chunk-G24DQMHN.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
