try { await filesystem.read_text_file({ path: "no.md" }); }
catch (e) {
  if (e.code === "ENOENT") return "missing";
  throw e;
}
