/** @typedef {{name: string}} Foo */
var total = 0;
for (var i = 0; i < 3; i++) {
  var t = await everything.get_sum({ a: i, b: total });
  total = +t.match(/is (\d+)/)[1];
}
return total;
