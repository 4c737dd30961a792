import{u as n}from"/assets/chunk-2OU6U5LO.js";function i({id:t,children:e}){return n("a",{href:`/entities/${t}`,children:e})}export{i as a};
