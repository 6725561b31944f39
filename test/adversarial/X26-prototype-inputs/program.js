export default async () => {
  const text = await srv.echo(
    JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
  );
  return [text, Object.hasOwn(JSON.parse(text), "__proto__"), typeof {}.admin];
};
