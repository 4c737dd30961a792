import{g as a}from"/assets/chunk-VFU2E4VO.js";var e=()=>a("section",{class:"plain",children:a("h1",{children:"Tags"})}),s=e;export{s as default};
