export default async () => {
  srv.echo = async () => "forged";
};
