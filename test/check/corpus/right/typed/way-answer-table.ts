const counts = { file: 0, dir: 0 };
const { content } = await filesystem.list_directory({ path: "." });
content.split("\n").forEach((l) => { l.startsWith("[DIR]") ? counts.dir++ : counts.file++; });
const label = { true: "many", false: "few" }[counts.file > 10];
const kinds = ["file", "dir"].map((k) => `${k}=${counts[k]}`);
return { label, kinds, ratio: counts.dir ? counts.file / counts.dir : Infinity };
