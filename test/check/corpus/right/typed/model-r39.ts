const text = await everything.get_env();
const env = JSON.parse(text);
return Object.keys(env).filter((k) => k.startsWith("P")).length > 0;
