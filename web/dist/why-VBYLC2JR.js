import{a,b}from"/assets/chunk-2HMQHQBG.js";import"/assets/chunk-OYX6JHOI.js";export{b as confidenceWords,a as whyWords};
