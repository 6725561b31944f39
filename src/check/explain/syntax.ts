import { findingAt, type Finding } from "../finding.ts";
import type { SyntaxProblem } from "../parse.ts";
import { createLineTable, type LineTable } from "../positions.ts";
import { closingOf, scanTokens, type Bracket, type Scan, type Token } from "../scan.ts";

/** What keeps a text from having a tree, where it is rather than where the parser noticed. */
export function explainSyntax(problems: readonly SyntaxProblem[], text: string): Finding {
  const scan = scanTokens(text);
  const lines = createLineTable(text);
  // Without a tree, what the parser says of `return` follows from what is not closed.
  const told = problems.filter(({ message }) => !message.startsWith("A 'return' statement"));
  const [problem = problems[0]] = told;
  return (
    unfinished(scan, text) ??
    markup(scan) ??
    wrongBracket(scan, lines, problem) ??
    unclosedBracket(scan, lines, problem, text) ??
    (problem === undefined
      ? findingAt("CHECK_SYNTAX", { start: 0, end: 0 }, "This is not TypeScript.")
      : { code: "CHECK_SYNTAX", ...wordsFor(problem), start: problem.start, end: problem.end })
  );
}

/** The parser's message in plainer words. */
export function wordsFor({ message, text }: SyntaxProblem): { message: string; hint?: string } {
  if (message === "Unexpected token." && /^[^\s`]{1,20}$/.test(text)) {
    return { message: `Unexpected \`${text}\`.` };
  }
  if (message.startsWith("Expected a semicolon")) {
    return { message: "A line end, `;` or an operator is missing here." };
  }
  return { message };
}

function unfinished({ unfinished: found }: Scan, text: string): Finding | null {
  if (found === null) return null;
  const place = { start: found.start, end: found.start + 1 };
  switch (found.kind) {
    case "comment":
      return findingAt("CHECK_SYNTAX", place, "This comment does not end: `*/` is missing.");
    case "template":
      return findingAt("CHECK_SYNTAX", place, "This template does not end: a backtick is missing.");
    default: {
      const rest = text.slice(found.start + 1);
      const goesOn = rest.includes(found.quote);
      return findingAt(
        "CHECK_SYNTAX",
        place,
        `This string does not end in its line: \`${found.quote}\` is missing.`,
        goesOn
          ? "For a line end in a string write `\\n`, or use a template in backticks."
          : undefined,
      );
    }
  }
}

/** `return <div>...</div>` */
function markup({ tokens }: Scan): Finding | null {
  const isPair = (index: number, first: string, second: string): boolean =>
    tokens[index]?.text === first && tokens[index + 1]?.text === second;
  const end = tokens.findLastIndex(
    (_, index) => isPair(index, "<", "/") || isPair(index, "/", ">"),
  );
  const start = tokens.findIndex((token, index) => {
    const before = tokens[index - 1]?.text ?? "";
    const after = tokens[index + 2];
    return (
      token.text === "<" &&
      /^(?:return|[(=?:]|=>)$/.test(before) &&
      tokens[index + 1]?.kind === "word" &&
      (after?.kind === "word" || after?.text === ">" || after?.text === "/")
    );
  });
  const token = tokens[start];
  if (token === undefined || end <= start) return null;
  return findingAt(
    "CHECK_SYNTAX",
    token,
    "Markup is not available in a program: write it as a string.",
  );
}

/** `[1, 2 }` */
function wrongBracket(
  { mismatch }: Scan,
  lines: LineTable,
  problem: SyntaxProblem | undefined,
): Finding | null {
  if (mismatch === null) return null;
  const { open, close } = mismatch;
  if (open === null) {
    return findingAt("CHECK_SYNTAX", close, `This \`${close.text}\` closes nothing.`);
  }
  // Where the parser stumbled before, it is missing there.
  const isEarlier =
    problem !== undefined && open.end < problem.start && problem.start < close.start;
  const isShown = isEarlier && /^\S{1,10}$/.test(problem.text);
  return missingBefore(open, isShown ? problem : close, lines);
}

function missingBefore(open: Token, place: Token | SyntaxProblem, lines: LineTable): Finding {
  const { line } = lines.positionAt(open.start);
  const where = line === lines.positionAt(place.start).line ? "" : ` of line ${line}`;
  return findingAt(
    "CHECK_SYNTAX",
    place,
    `\`${closingOf(open.text)}\` is missing before this \`${place.text}\`: the \`${open.text}\`${where} is not closed.`,
  );
}

/** Which bracket it is that is not closed, the program's indentation tells better than its end. */
function unclosedBracket(
  { brackets }: Scan,
  lines: LineTable,
  problem: SyntaxProblem | undefined,
  text: string,
): Finding | null {
  const unclosed = brackets.filter(({ close }) => close === null);
  if (unclosed.length === 0) return null;
  const indents = new Map<number, number>();
  const early = brackets.find((bracket) => closesTooFarLeft(bracket, lines, indents));
  const open = (early ?? unclosed.at(-1))?.open;
  if (open === undefined) return null;
  const closing = closingOf(open.text);
  const isAtProblem =
    problem !== undefined && problem.text.trim() !== "" && problem.start > open.start;
  if (open.text !== "{" && early === undefined && isAtProblem) {
    return missingBefore(open, problem, lines);
  }
  const line = lineAfter(open, lines, text);
  const where = line === null ? "at the end" : `before line ${line}`;
  return findingAt(
    "CHECK_SYNTAX",
    open,
    `This \`${open.text}\` is not closed: by the indentation, \`${closing}\` is missing ${where}.`,
  );
}

/** Whether what closes a bracket begins a line that is indented less than the one which opens it. */
function closesTooFarLeft(
  { open, close }: Bracket,
  lines: LineTable,
  indents: Map<number, number>,
): boolean {
  if (close === null) return false;
  const from = lines.positionAt(open.start);
  const to = lines.positionAt(close.start);
  if (from.line === to.line || indentAt(to.line) !== to.column - 1) return false;
  return indentAt(to.line) < indentAt(from.line);

  /** Of each line once: thousands of brackets can stand in one. */
  function indentAt(line: number): number {
    const indent = indents.get(line) ?? indentOf(lines.lineText(line));
    indents.set(line, indent);
    return indent;
  }
}

/** The first line below that is not inside by its indentation; `null` when there is none. */
function lineAfter(open: Token, lines: LineTable, text: string): number | null {
  const { line } = lines.positionAt(open.start);
  const own = indentOf(lines.lineText(line));
  const last = lines.positionAt(text.length).line;
  for (let next = line + 1; next <= last; next += 1) {
    const content = lines.lineText(next);
    if (content.trim() !== "" && indentOf(content) <= own) return next;
  }
  return null;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
