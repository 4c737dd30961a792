import{b as r}from"/assets/chunk-ITWWGKXB.js";import"/assets/chunk-A37XJ6LT.js";import{f as s,z as o}from"/assets/chunk-WO3ERFAD.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
