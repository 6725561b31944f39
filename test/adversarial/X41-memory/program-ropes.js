export default () => {
  const all = [];
  let s = "xy";
  for (let i = 0; ; i += 1) {
    s = s.length < 1e8 ? s + s : "xy" + i;
    all.push(s, s.slice(1));
    if (i % 40 === 0) all.push(new TextEncoder().encode(s));
  }
};
