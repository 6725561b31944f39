export default async () => {
  const next = () => queueMicrotask(next);
  next();
  await new Promise((r) => setTimeout(r, 1e6));
};
