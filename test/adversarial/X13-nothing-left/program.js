globalThis.leak = 1;
Object.prototype.leak = 1;
Array.prototype.leak = 1;
Error.leak = 1;
export default 1;
