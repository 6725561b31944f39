export default async () => {
  Object.defineProperty(globalThis, "srv", { value: {} });
};
