export default async () => {
  globalThis.input = 1;
};
