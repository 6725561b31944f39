const results = await Promise.allSettled([
  filesystem.read_text_file({ path: "alpha.md" }),
  filesystem.read_text_file({ path: "zzz.md" }),
]);
for (const r of results) {
  if (r.status === "fulfilled") console.log("ok", r.value.content.length);
  else console.log("fail", r.reason.message, r.reason.code);
}
return results;
