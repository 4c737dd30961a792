import{a,b}from"/assets/chunk-2HMQHQBG.js";import"/assets/chunk-Z7RROV67.js";export{b as confidenceWords,a as whyWords};
