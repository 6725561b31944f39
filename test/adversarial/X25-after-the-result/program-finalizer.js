const registry = new FinalizationRegistry(() => void srv.echo({ late: true }).catch(() => {}));
export default async () => {
  await srv.echo({ first: true });
  for (let i = 0; i < 1000; i += 1) registry.register({}, i);
  return 1;
};
