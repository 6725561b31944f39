const get = (o, path, dflt) => path.split(".").reduce((x, k) => x?.[k], o) ?? dflt;
const w = await everything.get_structured_content({ location: "Chicago" });
return [get(w, "a.b", "none"), get(w, "humidity")];
