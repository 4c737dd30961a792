import{b as r}from"/assets/chunk-JHYYGHOJ.js";import"/assets/chunk-QUJQNCGC.js";import{f as s,z as o}from"/assets/chunk-WJQL3Q4H.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
