const MAX_ATTEMPTS = 3;
let lastError: unknown;
for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
  try {
    const r = await filesystem.read_text_file({ path: attempt < 2 ? "nope.md" : "alpha.md" });
    return { attempt, text: r.content };
  } catch (error) {
    lastError = error;
    await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt));
  }
}
throw lastError;
