export const run = async () => {
  return everything.echo({ message: "exported const" });
};
