import{b as r}from"/assets/chunk-KQ2GPZWZ.js";import"/assets/chunk-TWOGQDEO.js";import{f as s,z as o}from"/assets/chunk-4NQZUFP6.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
