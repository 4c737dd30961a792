import{b as r}from"/assets/chunk-P76ST2BB.js";import{A as o,f as s}from"/assets/chunk-YDZHSKR5.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
