import process from "node:process";

export default () => ({
  toJSON: () => process.exit(3),
  then: (resolve) => resolve(process.exit(4)),
});
