export default async () => {
  delete globalThis.srv;
};
