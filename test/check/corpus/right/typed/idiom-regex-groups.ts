const { content } = await filesystem.read_text_file({ path: "log.txt" });
const entries = [...content.matchAll(/^(?<level>\w+)\s+(?<text>.*)$/gm)].map(({ groups }) => ({
  level: groups.level,
  text: groups.text.trim(),
}));
return entries.filter((entry) => entry.level === "ERROR").length;
