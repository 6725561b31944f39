export default () => {
  let e = new Error("0");
  for (let i = 0; i < 1000; i += 1) e = new Error("x".repeat(1e4), { cause: e });
  throw e;
};
