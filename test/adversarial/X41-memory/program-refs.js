const registry = new FinalizationRegistry(() => {});
export default () => {
  const all = [];
  for (let i = 0; ; i += 1) {
    const o = { i };
    registry.register(o, i);
    all.push(new WeakRef(o), o);
  }
};
