const queue = [1]; const seen = new Set(); let n;
while ((n = queue.pop()) !== undefined) {
  if (seen.has(n)) continue;
  seen.add(n);
  const issue = await github.get_issue({ owner: "a", repo: "b", issue_number: n });
  const refs = [...(issue.body ?? "").matchAll(/#(\d+)/g)].map((m) => Number(m[1]));
  for (const r of refs) if (!seen.has(r) && seen.size < 10) queue.push(r);
}
return [...seen].sort((a, b) => a - b);
