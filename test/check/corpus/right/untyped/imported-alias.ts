import { github as gh } from "codemode:sdk";
const issues = JSON.parse(await gh.list_issues({ owner: "acme", repo: "widgets", since: "2026-01-01T00:00:00Z" }));
return issues.length;
