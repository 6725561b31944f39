export default () => {
  const all = [];
  for (;;) all.push(new Uint8Array(64 << 20).fill(1));
};
