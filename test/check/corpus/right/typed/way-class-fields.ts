class Node_ { constructor(value, next = null) { this.value = value; this.next = next; this.count = 0; } }
class Tree { constructor() { this.root = null; this.size = 0; } add(v) { const n = new Node_(v); n.next = this.root; this.root = n; this.size++; return this; } }
class Special extends Tree { constructor(name) { super(); this.name = name; } }
const t = new Special("x").add(1).add(2);
const s = new Special("y");
const sum = [];
for (let n = t.root; n; n = n.next) { n.count += 1; sum.push(n.value); }
const a = new Node_("a"), b = new Node_("b", a);
return { sum, size: t.size, name: s.name, v: b.next.value, w: a.value };
