const { log } = console;
export default () => {
  globalThis.console = null;
  JSON.stringify = null;
  log("still", { a: 1 });
  return 1;
};
