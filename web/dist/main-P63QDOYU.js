import{b as r}from"/assets/chunk-N7AMFKR4.js";import{A as o,f as s}from"/assets/chunk-2DA4Z6NY.js";var t=document.getElementById("page");t&&s(o(r,{}),t);
