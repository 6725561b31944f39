const res = await fetch("https://example.com/api");
return await res.json();
