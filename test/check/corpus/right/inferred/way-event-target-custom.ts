const bus = new EventTarget();
bus.addEventListener("x", (e) => console.log(e.type));
bus.dispatchEvent(new Event("x"));
return (await github.search_users({ q: "x" })).total_count;
