import{b as r}from"/assets/chunk-IB6HWFT6.js";import{A as o,f as s}from"/assets/chunk-OYX6JHOI.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
