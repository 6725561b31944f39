export default async () => {
  srv = {};
};
