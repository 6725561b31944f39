export default async () => {
  srv.echo.raw = null;
};
