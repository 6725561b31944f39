import type { LoginPage } from "../login/types.ts";
import type { InputStream } from "./context.ts";

const MAX_LINE = 16_384;

/**
 * Reads lines until one is the address that a sign-in has led back to, which somebody copied from a browser.
 *
 * @param complain is told what is wrong with another line
 * @returns `undefined` at the end of the input
 */
export async function readPastedUrl(
  stdin: InputStream,
  { page, redirectUri }: LoginPage,
  complain: (text: string) => void,
): Promise<URL | undefined> {
  const state = page.searchParams.get("state");
  const decoder = new TextDecoder();
  let line = "";
  for await (const chunk of stdin) {
    line += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = line.split(/\r?\n/);
    line = (lines.pop() ?? "").slice(0, MAX_LINE);
    for (const text of lines.map((each) => each.trim())) {
      if (text === "") continue;
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url?.href.startsWith(`${redirectUri}?`) !== true) {
        complain(`That is not it: it begins with ${redirectUri}?`);
      } else if (url.searchParams.get("state") === state) return url;
      else complain("That is the answer to another sign-in.");
    }
  }
  return undefined;
}
