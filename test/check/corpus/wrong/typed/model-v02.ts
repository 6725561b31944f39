async function exists(path: string): Promise<boolean> {
  try { await filesystem.get_file_info({ path }); return true; } catch { return false; }
}
let n = 0;
while (exists("zzz.md")) { if (++n > 3) break; }
const both = exists("a") && exists("b");
const eq = exists("a") === true;
return n;
