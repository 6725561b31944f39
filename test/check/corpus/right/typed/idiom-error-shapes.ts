let failure = null;
try {
  await filesystem.read_text_file({ path: "nowhere.md" });
} catch (e) {
  failure = { message: e.message, code: e.code ?? "unknown", stack: e.stack?.split("\n")[0] };
}
if (failure) console.warn(failure.message, failure.code);
return failure;
