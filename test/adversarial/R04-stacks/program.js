const error = new Error("m");
error.stack = `Error: m
    at file:///root/.ssh/id_rsa:1:1
    at shim.js:7:9
    at program.ts:abc
    at program.ts:99999999999999:1
    at x (program.ts:2:3)`;
export default () => {
  throw error;
};
