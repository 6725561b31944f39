export default async () => {
  const all = [];
  for (;;) {
    const s = new TransformStream();
    all.push(s, new Response("x".repeat(1e6)));
  }
};
