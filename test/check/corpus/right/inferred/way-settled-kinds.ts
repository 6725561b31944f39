const repos = ["a", "b"];
const settled = await Promise.allSettled(repos.map((repo) => github.list_issues({ owner: "o", repo })));
const report = settled.map((s, i) => s.status === "fulfilled" ? { repo: repos[i], n: s.value.items.length } : { repo: repos[i], error: s.reason.message });
const failed = report.filter((r) => r.error);
const fine = report.filter((r) => !r.error).sort((a, b) => b.n - a.n);
return { failed: failed.map((f) => f.repo), best: fine[0]?.repo, total: fine.reduce((s, r) => s + r.n, 0) };
