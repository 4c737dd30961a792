import{g as e}from"/assets/chunk-VFU2E4VO.js";var s=()=>e("section",{class:"plain",children:e("h1",{children:"Articles"})}),t=s;export{t as default};
