const { content } = await filesystem.get_file_info({ path: "alpha.md" });
const modified = content.split("\n").find((line) => line.startsWith("modified"));
const when = modified ? new Date(modified.slice(10)) : new Date(0);
const days = Math.floor((new Date() - when) / 86400000);
return { days, old: new Date() > when, next: new Date(when.getTime() + 864e5).toISOString() };
