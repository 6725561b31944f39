async function withRetry<T>(work: () => Promise<T>, times = 3): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= times) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}
const { total_count } = await withRetry(() => github.search_issues({ q: "is:open author:octocat" }));
return total_count;
