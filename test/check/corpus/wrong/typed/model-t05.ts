const m = (await filesystem.get_file_info({ path: "alpha.md" })).content.match(/size: (\d+)/);
const size = parseInt(m[1]);
return size;
