const results: { file: string; ok: boolean; error?: string }[] = [];
for (const file of ["alpha.md", "x.md"]) {
  try {
    await filesystem.get_file_info({ path: file });
    results.push({ file, ok: true });
  } catch (e: unknown) {
    const error = e instanceof Error ? e.message.split(",")[0] : "unknown";
    results.push({ file, ok: false, error });
  }
}
const failed = results.filter((r) => !r.ok);
if (failed.length) console.error(`${failed.length} failed:`, failed);
return results;
