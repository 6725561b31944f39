async function exists(path: string): Promise<boolean> {
  try { await filesystem.get_file_info({ path }); return true; } catch { return false; }
}
if (!exists("nope.md")) return "creating";
return "exists";
