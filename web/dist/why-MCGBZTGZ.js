import{a,b}from"/assets/chunk-2HMQHQBG.js";import"/assets/chunk-YDZHSKR5.js";export{b as confidenceWords,a as whyWords};
