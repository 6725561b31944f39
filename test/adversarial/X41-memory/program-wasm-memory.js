export default () => {
  const all = [];
  for (;;) {
    const m = new WebAssembly.Memory({ initial: 1024 });
    new Uint8Array(m.buffer).fill(1);
    all.push(m);
  }
};
