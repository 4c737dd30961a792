function o(){return Promise.race([document.fonts.load('1em "Source Serif 4"'),new Promise(e=>setTimeout(e,300))])}export{o as a};
