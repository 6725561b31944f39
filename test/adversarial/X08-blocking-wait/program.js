export default () => {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_600_000);
    return "waited";
  } catch (error) {
    return error.name;
  }
};
