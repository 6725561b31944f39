const ac = new AbortController();
ac.signal.addEventListener("abort", () => console.log("x"), { once: true });
ac.signal.onabort = () => {};
setTimeout(() => ac.abort(), 10);
const r = await github.search_users({ q: "x" });
ac.signal.removeEventListener("abort", () => {});
return r.total_count;
