const last = "a/b/c.md".split("/").pop();
const ext = last.split(".").pop();
const top = [3, 1, 2].sort((a, b) => b - a).shift();
return [last, ext, top + 1];
