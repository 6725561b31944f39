let count = 0;
try {
  await filesystem.read_text_file({ path: "/etc/passwd" });
} catch (err: any) {
  console.log(err.code, err.server, err.tool, err.message);
  count++;
} finally {
  count += 10;
}
return count;
