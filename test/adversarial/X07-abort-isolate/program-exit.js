import process from "node:process";

export default async () => {
  setTimeout(() => process.exit(0), 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return 1;
};
