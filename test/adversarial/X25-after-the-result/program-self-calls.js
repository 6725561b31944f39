import { exports } from "cloudflare:workers";
export default async () => {
  await srv.echo({ first: true });
  void (async () => {
    for (;;) {
      await exports.default.fetch("http://x/").catch(() => {});
      await scheduler.wait(5);
      await srv.echo({ late: true }).catch(() => {});
    }
  })();
  return 1;
};
