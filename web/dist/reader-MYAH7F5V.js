import{g as e}from"/assets/chunk-VFU2E4VO.js";var a=()=>e("section",{class:"plain",children:e("h1",{children:"Article"})}),t=a;export{t as default};
