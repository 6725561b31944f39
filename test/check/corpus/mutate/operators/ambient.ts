import { isFunction } from "../../../../../src/check/ast.ts";
import type { Draft, Operator, Subject } from "../subject.ts";

interface Ambient {
  /** The name that does not exist. */
  name: string;
  statement: string;
  /** What the message should lead to. */
  fix: readonly string[];
  /** An import: it stands at the very top. */
  isImport?: boolean;
}

const AMBIENT: readonly Ambient[] = [
  {
    name: "fetch",
    statement: 'const response = await fetch("https://example.com/data.json");',
    fix: ["tool"],
  },
  {
    name: "process",
    statement: "const token = process.env.API_TOKEN;",
    fix: ["host", "input"],
  },
  {
    name: "require",
    statement: 'const fileSystem = require("fs");',
    fix: ["servers"],
  },
  {
    name: "fs",
    statement: 'const config = fs.readFileSync("config.json", "utf8");',
    fix: ["Node.js", "servers"],
  },
  {
    name: "Buffer",
    statement: 'const bytes = Buffer.from("text").toString("base64");',
    fix: ["TextEncoder", "btoa"],
  },
  {
    name: "axios",
    statement: 'const answer = await axios.get("https://example.com");',
    fix: ["tool"],
  },
  {
    name: "localStorage",
    statement: 'localStorage.setItem("seen", "yes");',
    fix: ["return"],
  },
  { name: "document", statement: "const heading = document.title;", fix: ["sandbox"] },
  { name: "window", statement: "const place = window.location;", fix: ["sandbox"] },
  { name: "path", statement: 'const joined = path.join("a", "b");', fix: ["Node.js", "servers"] },
  { name: "os", statement: "const home = os.homedir();", fix: ["Node.js", "servers"] },
  { name: "__dirname", statement: "const here = __dirname;", fix: ["Node.js", "servers"] },
  { name: "XMLHttpRequest", statement: "const request = new XMLHttpRequest();", fix: ["tool"] },
  { name: "WebSocket", statement: 'const socket = new WebSocket("wss://a.b");', fix: ["tool"] },
  { name: "Deno", statement: 'const note = await Deno.readTextFile("a");', fix: ["Node.js"] },
  { name: "Bun", statement: 'const note = await Bun.file("a").text();', fix: ["Node.js"] },
  { name: "setImmediate", statement: "setImmediate(() => {});", fix: ["setTimeout"] },
  { name: "eval", statement: 'const four = eval("2 + 2");', fix: ["function"] },
  {
    name: "readFile",
    statement: 'import { readFile } from "node:fs/promises";',
    fix: ["import"],
    isImport: true,
  },
  {
    name: "lodash",
    statement: 'import lodash from "lodash";',
    fix: ["import"],
    isImport: true,
  },
];

/** What other places have and the sandbox has not: `fetch`, `process`, files, packages. */
export const ambientApi: Operator = (subject) => {
  const at = firstStatement(subject);
  if (at === null) return [];
  const names = new Set(subject.context.scopes.bindings.map(({ name }) => name));
  return AMBIENT.filter(({ name, statement }) => {
    const [, declared] = /^const (\w+)/.exec(statement) ?? [];
    const isFree = !names.has(name) && !names.has(declared ?? "");
    return isFree && !subject.text.includes(name);
  }).flatMap(({ name, statement, fix, isImport }): Draft[] => {
    if (isImport === true && !isTopLevel(subject)) return [];
    return [
      {
        variant: name,
        edits: [{ start: at, end: at, text: `${statement} ` }],
        fix,
        tool: null,
      },
    ];
  });
};

/** Where a statement can be put that runs: before the first one, or first in the function that is the program. */
function firstStatement(subject: Subject): number | null {
  const { body } = subject.context.parsed.program;
  const [only] = body;
  if (body.length === 1 && only !== undefined) {
    const root =
      only.type === "ExpressionStatement"
        ? only.expression
        : only.type === "ExportDefaultDeclaration"
          ? only.declaration
          : only;
    if (isFunction(root)) {
      if (root.body?.type !== "BlockStatement" || !root.async) return null;
      return root.body.body[0]?.start ?? null;
    }
    if (only.type === "ExportDefaultDeclaration") return null;
  }
  if (body.some(({ type }) => type.startsWith("Export"))) return null;
  const first = body.find(({ type }) => type !== "ImportDeclaration");
  return first === undefined || "directive" in first ? null : first.start;
}

function isTopLevel(subject: Subject): boolean {
  const { body } = subject.context.parsed.program;
  return body.some(({ start }) => start === firstStatement(subject));
}
