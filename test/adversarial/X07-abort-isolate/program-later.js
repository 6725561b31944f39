export default async () => {
  const { abortIsolate } = await import("cloudflare:" + "workers");
  await new Promise((resolve) => setTimeout(resolve, 5));
  try {
    abortIsolate("x");
  } finally {
    return 1;
  }
};
