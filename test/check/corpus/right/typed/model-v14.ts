function Counter() { this.n = 0; }
Counter.prototype.inc = function () { this.n++; return this; };
const c = new Counter();
return c.inc().inc().n;
