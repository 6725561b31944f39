export default () => {
  throw {
    toString() {
      throw 1;
    },
    toJSON() {
      throw 2;
    },
  };
};
