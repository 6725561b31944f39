const { data: rows, error } = JSON.parse('{"data":[1,2]}');
const parsed: { a: number }[] = JSON.parse("[]");
return { rows, error, p: parsed.length, first: parsed[0]?.a ?? null };
