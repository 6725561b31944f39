function* dialog() { const a = yield "name?"; const b = yield `hi ${a}`; return `${a}${b}`; }
const g = dialog(); g.next(); g.next("x");
const { value } = g.next("y");
return everything.echo({ message: String(value) });
