const x = 5;
const x = 6;
let y: string = undefined;
return x;
