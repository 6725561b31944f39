import { findingAt, type Finding } from "../finding.ts";
import { foreignModule, isSdkModule } from "../imports.ts";
import { scanTokens, type Token } from "../scan.ts";
import { SANDBOX_ADVICE } from "./sandbox-advice.ts";
import { wrongTool, type ToolBook } from "./tools.ts";

/** How many things are told beside the syntax error. */
const MAX_TOLD = 10;

/** How many tokens an import has at most. */
const MAX_IMPORT = 60;

/** What models use most of what does not exist, and what is hardly ever a name of the program. */
const FORBIDDEN =
  /^(?:fetch|require|process|Buffer|XMLHttpRequest|localStorage|document|window|axios|Deno|Bun)$/;

const DECLARING = /^(?:const|let|var|function|class|import|as|type|interface|enum)$/;

/**
 * What can be said of a program that has no tree, by its tokens: tools that its servers do not have, imports, and what
 * does not exist in the sandbox. Only what is certain whatever the tree would be.
 */
export function findByTokens(text: string, book: ToolBook): Finding[] {
  const { tokens } = scanTokens(text);
  const declared = declaredNames(tokens);
  const told = new Set<string>();
  const findings: Finding[] = [];
  for (const index of tokens.keys()) {
    const key = tokens
      .slice(index, index + 3)
      .map((token) => token.text)
      .join("");
    if (told.has(key)) continue;
    const found = importAt(tokens, index, book) ?? useAt(tokens, index, declared, book);
    if (found === null) continue;
    if (found.code !== "CHECK_IMPORT") told.add(key);
    findings.push(found);
    if (findings.length === MAX_TOLD) break;
  }
  return findings;
}

/** Every name that may be one of the program's own. */
function declaredNames(tokens: readonly Token[]): Set<string> {
  const names = new Set<string>();
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== "word") continue;
    const before = tokens[index - 1]?.text ?? "";
    const after = tokens[index + 1]?.text ?? "";
    const mayDeclare = DECLARING.test(before) || /^(?:[{[(,*]|)$/.test(before);
    if (DECLARING.test(before) || (mayDeclare && /^(?:[=:,)\]}]|=>)$/.test(after))) names.add(text);
  }
  return names;
}

function importAt(
  tokens: readonly Token[],
  index: number,
  { index: sdk }: ToolBook,
): Finding | null {
  const token = tokens[index] as Token;
  const before = tokens[index - 1]?.text;
  if (token.text !== "import" || (before !== undefined && !/^[;}]$/.test(before))) return null;
  const source = tokens
    .slice(index + 1, index + 1 + MAX_IMPORT)
    .find((one) => one.kind === "string" || one.text === ";");
  if (source?.kind !== "string") return null;
  const name = source.text.slice(1, -1);
  return isSdkModule(name, sdk.packageName) ? null : foreignModule(name, source, sdk);
}

function useAt(
  tokens: readonly Token[],
  index: number,
  declared: ReadonlySet<string>,
  book: ToolBook,
): Finding | null {
  const token = tokens[index] as Token;
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1]?.text;
  if (token.kind !== "word" || before === "." || before === "?." || declared.has(token.text)) {
    return null;
  }
  const advice = FORBIDDEN.test(token.text) ? SANDBOX_ADVICE.get(token.text) : undefined;
  if (advice !== undefined && (after === "(" || after === ".")) {
    const message = `\`${token.text}\` does not exist in the sandbox.`;
    return findingAt("CHECK_NOT_IN_SANDBOX", token, message, advice);
  }
  const server = book.index.servers.get(token.text);
  const tool = tokens[index + 2];
  const isCall = after === "." && tool?.kind === "word" && tokens[index + 3]?.text === "(";
  if (server === undefined || !isCall || server.tools.has(tool.text)) return null;
  const { code, message, hint } = wrongTool(token.text, tool.text, server, book);
  return findingAt(code, tool, message, hint);
}
