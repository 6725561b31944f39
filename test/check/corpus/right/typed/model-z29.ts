import { filesystem } from "codemode:sdk";
import type { memory } from "codemode:sdk";

export default async function main(): Promise<{ total: number }> {
  const files = ["alpha.md", "beta.md"];
  let total = 0;
  for (const path of files) total += (await filesystem.read_text_file({ path })).content.length;
  return { total };
}
