// plain JS style, no types
async function walk(dir) {
  const { content } = await filesystem.list_directory({ path: dir });
  const out = [];
  for (const line of content.split("\n")) {
    if (line.startsWith("[DIR]")) out.push(...(await walk(dir + "/" + line.slice(6))));
    else if (line.startsWith("[FILE]")) out.push(dir + "/" + line.slice(7));
  }
  return out;
}
return walk(".");
