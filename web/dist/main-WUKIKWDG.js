import{b as r}from"/assets/chunk-CTG365WW.js";import{A as o,f as s}from"/assets/chunk-Z7RROV67.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
