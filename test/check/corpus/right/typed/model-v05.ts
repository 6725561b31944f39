const plan = [
  { location: "Chicago", label: "a" },
  { location: "New York", label: "b" },
] as const;
const out = [];
for (const { location, label } of plan) out.push({ label, ...(await everything.get_structured_content({ location })) });
return out;
