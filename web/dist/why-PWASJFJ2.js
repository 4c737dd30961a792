import{a,b}from"/assets/chunk-2HMQHQBG.js";import"/assets/chunk-56L3IXLD.js";export{b as confidenceWords,a as whyWords};
