export default async () => {
  void Promise.reject(new Error("nobody listens"));
  setTimeout(() => {
    throw new Error("late");
  }, 0);
  queueMicrotask(() => {
    throw new Error("soon");
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  return 1;
};
