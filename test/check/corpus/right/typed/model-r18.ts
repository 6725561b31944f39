const nf = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const cur = new Intl.NumberFormat("de-DE", { style: "currency", currency: "EUR" });
const d = new Date("2024-02-28T12:00:00Z");
d.setUTCDate(d.getUTCDate() + 2);
const w = await everything.get_structured_content({ location: "Chicago" });
return {
  temp: `${w.temperature.toFixed(1)} °C`,
  n: nf.format(1234567.891),
  c: cur.format(1234.5),
  loc: (1234567).toLocaleString(),
  loc2: (1234567.891).toLocaleString("en-US", { maximumFractionDigits: 1 }),
  date: d.toISOString().slice(0, 10),
  long: d.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  rel: new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-1, "day"),
  pct: new Intl.NumberFormat(undefined, { style: "percent" }).format(0.256),
};
