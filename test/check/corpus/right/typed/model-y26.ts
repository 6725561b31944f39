const start = new Date();
const tomorrow = new Date(start);
tomorrow.setDate(start.getDate() + 1);
const diff = tomorrow - start;
return { h: diff / 36e5, cmp: tomorrow > start, iso: start.toISOString().split("T")[0].length };
