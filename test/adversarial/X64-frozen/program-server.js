export default async () => {
  globalThis.srv = {};
};
