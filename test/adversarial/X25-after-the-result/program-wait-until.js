import { waitUntil } from "cloudflare:workers";
export default async () => {
  await srv.echo({ first: true });
  waitUntil(
    (async () => {
      await scheduler.wait(30);
      await srv.echo({ late: true });
    })(),
  );
  return 1;
};
