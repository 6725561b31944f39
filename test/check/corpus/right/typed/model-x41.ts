const lines: string[] = [];
lines.push(`| City | Temp |`, `|---|---|`);
for (const location of ["New York", "Chicago", "Los Angeles"] satisfies Parameters<typeof everything.get_structured_content>[0]["location"][]) {
  const { temperature: t } = await everything.get_structured_content({ location });
  lines.push(`| ${location} | ${t.toFixed(1)} |`);
}
return lines.join("\n");
