const f = await github.get_file_contents({ owner: "a", repo: "b", path: "package.json" });
const text = f.encoding === "base64" ? new TextDecoder().decode(Uint8Array.from(atob(f.content.replace(/\n/g, "")), (c) => c.codePointAt(0))) : f.content;
const pkg = JSON.parse(text);
const deps = Object.entries({ ...pkg.dependencies, ...pkg.devDependencies }).map(([name, range]) => ({ name, major: Number(String(range).replace(/^\D*/, "").split(".")[0]) }));
const { scripts: { test = "none" } = {}, ...others } = pkg;
return { deps, test, keys: Object.keys(others) };
