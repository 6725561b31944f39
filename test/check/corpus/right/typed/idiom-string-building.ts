let csv = "name,type\n";
(await memory.read_graph()).entities.forEach(function (e) {
  csv += `"${e.name.replaceAll('"', '""')}",${e.entityType}\n`;
});
await filesystem.write_file({ path: "entities.csv", content: csv });
return csv.length;
