const id = crypto.randomUUID();
const bytes = new TextEncoder().encode("hello");
const hash = await crypto.subtle.digest("SHA-256", bytes);
const hex = [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join("");
const b64 = btoa("hello");
const url = new URL("https://a.b/c?x=1&y=2");
return { id: id.length, hex, b64, back: atob(b64), x: url.searchParams.get("x"), dec: new TextDecoder().decode(bytes) };
