export default async () => {
  let failed = 0;
  const all = Array.from({ length: 400 }, () => srv.echo({}).catch(() => (failed += 1)));
  await Promise.all(all);
  return { failed };
};
