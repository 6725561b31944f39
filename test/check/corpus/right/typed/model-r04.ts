const ROOT = (await filesystem.list_allowed_directories()).content.split("\n")[1]!;
const list = await filesystem.list_directory({ path: ROOT });
const summary = list.content
  .split("\n")
  .map((l, i) => `${i + 1}. ${l}`)
  .join("\n");

const path = `${ROOT}/summary.txt`;
const res = await filesystem.write_file({ path, content: `# Summary\n\n${summary}\n` });
console.log(res.content);
const back = await filesystem.read_text_file({ path });
return back.content === `# Summary\n\n${summary}\n` ? "ok" : { mismatch: back.content };
