var names = [];
for (var i = 0; i < 3; i++) {
  var text = await everything.echo({ message: "n" + i });
  names[i] = text;
}
return names.length + i;
