const late = () => srv.echo({ late: true }).catch(() => {});
export default async () => {
  await srv.echo({ first: true });
  setTimeout(late, 0);
  setTimeout(late, 50);
  setInterval(late, 5);
  return 1;
};
