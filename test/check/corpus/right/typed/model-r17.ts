const root = (await filesystem.list_allowed_directories()).content.split("\n")[1]!;
const info = await filesystem.get_file_info({ path: root + "/alpha.md" });
const fields = Object.fromEntries(
  info.content.split("\n").map((line) => {
    const [key, ...rest] = line.split(": ");
    return [key, rest.join(": ")];
  }),
);
const modified = new Date(fields.modified);
const ageDays = Math.floor((Date.now() - modified.getTime()) / 86_400_000);
const fmt = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
return { fields, modified: fmt.format(modified), ageDays, valid: !Number.isNaN(modified.valueOf()) };
