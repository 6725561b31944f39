class ListNode { constructor(value, next = null) { this.value = value; this.next = next; } }
let head = null;
const { entities } = await memory.read_graph();
for (const e of entities) head = new ListNode(e.name, head);
const out = [];
for (let n = head; n; n = n.next) out.push(n.value);
let len = 0, cur = head;
while (cur !== null) { len++; cur = cur.next; }
return { out, len };
