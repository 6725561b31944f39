let ticks = 0;
const iv = setInterval(() => { ticks++; }, 20);
await new Promise((resolve) => setTimeout(resolve, 110));
clearInterval(iv);
return ticks >= 4;
