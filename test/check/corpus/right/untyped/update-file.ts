const where = { owner: "acme", repo: "widgets", path: "VERSION", branch: "main" };
const current = JSON.parse(await github.get_file_contents(where));
const [major, minor, patch] = atob(current.content).trim().split(".").map(Number);
const next = `${major}.${minor}.${patch + 1}`;
await github.create_or_update_file({ ...where, content: next, message: `Version ${next}`, sha: current.sha });
return next;
