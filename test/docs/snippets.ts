import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../e2e/project.ts";

/** A fenced block of a page. */
export interface Snippet {
  /** Such as `docs/cli.md`. */
  page: string;
  /** Line of its first line of text, from 1. */
  line: number;
  /** The fence's language; empty when it has none. */
  language: string;
  /** What stands in an HTML comment of one word right above the fence, such as `program`; empty when there is none. */
  marker: string;
  text: string;
}

/** Every page that a reader copies from. */
export function pages(): string[] {
  const docs = readdirSync(path.join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", "CONTRIBUTING.md", ...docs.map((name) => `docs/${name}`)];
}

export function allSnippets(): Snippet[] {
  return pages().flatMap((page) => readSnippets(page, readFileSync(path.join(ROOT, page), "utf8")));
}

/** @throws Error for a fence that is not closed */
export function readSnippets(page: string, text: string): Snippet[] {
  const snippets: Snippet[] = [];
  const lines = text.split("\n");
  let open: { fence: string; snippet: Snippet; body: string[] } | null = null;
  let marker = "";
  for (const [index, line] of lines.entries()) {
    if (open !== null) {
      if (line.trim() === open.fence) {
        snippets.push({ ...open.snippet, text: open.body.join("\n") });
        open = null;
      } else open.body.push(line);
      continue;
    }
    const fence = /^\s*(`{3,})(\S*)/.exec(line);
    if (fence !== null) {
      const snippet = { page, line: index + 2, language: fence[2] as string, marker, text: "" };
      open = { fence: fence[1] as string, snippet, body: [] };
      marker = "";
    } else if (line.trim() !== "") {
      marker = /^<!-- (\w+) -->$/.exec(line.trim())?.[1] ?? "";
    }
  }
  if (open !== null) throw new Error(`${page}:${open.snippet.line}: a fence that is not closed`);
  return snippets;
}

/** The commands of a shell snippet, without comments. */
export function shellLines({ text }: Snippet): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
