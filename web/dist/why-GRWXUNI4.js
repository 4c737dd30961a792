import{a,b}from"/assets/chunk-HS6VYM6T.js";import"/assets/chunk-2DA4Z6NY.js";export{b as confidenceWords,a as whyWords};
