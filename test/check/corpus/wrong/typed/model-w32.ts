function load(path) {
  return filesystem.read_text_file({ path });
}
const a = load("alpha.md");
if (a.content.includes("Mira")) return "yes";
return "no";
