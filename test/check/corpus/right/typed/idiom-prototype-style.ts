function Tally() {
  this.counts = {};
}
Tally.prototype.add = function (key) {
  this.counts[key] = (this.counts[key] || 0) + 1;
  return this;
};
const tally = new Tally();
for (const { entityType } of (await memory.read_graph()).entities) tally.add(entityType);
return tally.counts;
