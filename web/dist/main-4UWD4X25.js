import{b as r}from"/assets/chunk-PPLHCIJZ.js";import{A as o,f as s}from"/assets/chunk-56L3IXLD.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
