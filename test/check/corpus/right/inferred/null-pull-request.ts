const found = await github.search_issues({ q: "is:pr author:octocat" });
return found.items.map((item) => item.pull_request?.url.split("/").at(-1));
