import{g as t}from"/assets/chunk-VFU2E4VO.js";var e=()=>t("section",{class:"plain",children:t("h1",{children:"Entity"})}),i=e;export{i as default};
