import{g as e}from"/assets/chunk-VFU2E4VO.js";var o=()=>e("section",{class:"plain",children:e("h1",{children:"API"})}),s=o;export{s as default};
