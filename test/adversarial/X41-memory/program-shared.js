export default () => {
  const all = [];
  for (;;) all.push(new Uint8Array(new SharedArrayBuffer(64 << 20)).fill(1));
};
