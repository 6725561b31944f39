export default async () => {
  Object.setPrototypeOf(srv, {});
};
