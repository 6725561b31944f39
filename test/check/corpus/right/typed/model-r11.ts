interface Input {
  cities: ("New York" | "Chicago" | "Los Angeles")[];
  unit?: "C" | "F";
}
function isInput(x: unknown): x is Input {
  return typeof x === "object" && x !== null && Array.isArray((x as Input).cities);
}
if (!isInput(input)) throw new Error("input must be { cities: [...] }");
const unit = input.unit ?? "C";
const out = await Promise.all(
  input.cities.map(async (location) => {
    const { temperature } = await everything.get_structured_content({ location });
    return [location, unit === "F" ? (temperature * 9) / 5 + 32 : temperature] as const;
  }),
);
return Object.fromEntries(out);
