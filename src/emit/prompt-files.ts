import { readFileSync } from "node:fs";
import path from "node:path";
import { renderJsonFile } from "../json.ts";
import type { Model, ServerModel } from "../model/types.ts";
import { TEMPLATES } from "../package-root.ts";
import { renderPromptIndex } from "./prompt-index.ts";
import { fence } from "./prompt-text.ts";
import { ENCODING } from "./token-count.ts";
import type { TokenCounter } from "./tokens.ts";
import { renderServerDeclaration } from "./tool-declaration.ts";

/**
 * `prompt/`: what a model is shown, in tiers. `instructions.md` and `index.md` go into the context; the full
 * declarations in `servers/` are for `describe` and for agents that read files. `manifest.json` has the token counts.
 *
 * @param tokens stays open
 */
export async function emitPromptFiles(
  model: Model,
  tokens: TokenCounter,
): Promise<Map<string, string>> {
  const constant = new Map([
    ["prompt/instructions.md", readInstructions()],
    ...model.servers.map((server): [string, string] => [
      `prompt/servers/${server.key}.md`,
      renderServerPrompt(server),
    ]),
  ]);
  // Asked before the index is rendered: it is counted meanwhile.
  const counting = tokens.count([...constant.values()]);
  const index = await renderPromptIndex(model, tokens);
  const files = new Map([...constant, ["prompt/index.md", index.text]]);
  const totals = [...(await counting), ...(await tokens.count([index.text]))];
  const counts = [...files.keys()].map((file, at) => [file, totals[at]]);
  files.set(
    "prompt/manifest.json",
    renderJsonFile({
      manifestVersion: 1,
      encoding: ENCODING,
      indexLevel: index.level,
      tokens: Object.fromEntries(counts) as Record<string, number>,
    }),
  );
  return files;
}

/** The constant part: how to write a program. */
export function readInstructions(): string {
  return readFileSync(path.join(TEMPLATES, "prompt", "instructions.md"), "utf8");
}

/** A word as names of tools are written: `get-issue`, `issues.get`, `issues/get`. */
const WORD = /[\w$](?:[\w$./-]*[\w$])?/g;

/**
 * A server's advice with the SDK's names of tools in the place of its own, where they differ. A name that is a plain word
 * (`delete`) is one only in backticks, in quotes or before a bracket.
 */
export function nameAsHere({ tools }: Pick<ServerModel, "tools">, text: string): string {
  const names = new Map(
    tools.flatMap(({ kind, wireName, name }): [string, string][] =>
      kind === undefined && wireName !== name ? [[wireName, name]] : [],
    ),
  );
  return text.replaceAll(WORD, (word, at: number) => {
    const name = names.get(word);
    if (name === undefined) return word;
    const isPlain = /^[a-z]+$/i.test(word);
    const isMeant = /[`"']/.test(text[at - 1] ?? "") || text[at + word.length] === "(";
    return isPlain && !isMeant ? word : name;
  });
}

function renderServerPrompt(server: ServerModel): string {
  const advice =
    server.instructions === null
      ? ""
      : `The server's own advice:\n\n${fence("text", nameAsHere(server, server.instructions))}\n`;
  return `# ${server.name}\n\n${advice}Every tool is called as \`await ${server.name}.tool(input)\`. The words below come from the server.\n\n${fence("ts", renderServerDeclaration(server))}`;
}
