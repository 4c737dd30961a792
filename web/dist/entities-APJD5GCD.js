import{g as e}from"/assets/chunk-VFU2E4VO.js";var t=()=>e("section",{class:"plain",children:e("h1",{children:"Entities"})}),i=t;export{i as default};
