import{a,b}from"/assets/chunk-2HMQHQBG.js";import"/assets/chunk-G24DQMHN.js";export{b as confidenceWords,a as whyWords};
