const NETWORK = "There is no network in the sandbox: call a tool of a server instead.";
const NODE = "There is no Node.js in the sandbox: files and the like are reached by tools.";
const PACKAGE = "No package can be loaded: use standard JavaScript and the servers' tools.";
const RETURN = "Use `return` for the result.";
const CODE = "Code cannot be made from strings: write the function out.";
const PAGE = "There is no page in the sandbox.";
const STORAGE =
  "Nothing is stored between runs: return what is to be kept, or store it with a tool.";
const GLOBAL = "The global object is of no use here: name what you need.";
const INPUT = "The program's input is the global `input`.";
const BYTES =
  "Bytes of base64: `Uint8Array.from(atob(data), (c) => c.charCodeAt(0))`; of text: `new TextEncoder().encode(text)`.";
const PYTHON = "A program is TypeScript.";

/** What models reach for that does not exist, and what to do instead. */
export const SANDBOX_ADVICE: ReadonlyMap<string, string> = new Map([
  ...each("fetch XMLHttpRequest WebSocket EventSource Request Response Headers", NETWORK),
  ...each("axios got ky superagent", `${PACKAGE} ${NETWORK}`),
  [
    "process",
    `There is no Node.js in the sandbox. \`return\` ends a program; keys are added where tools are called.`,
  ],
  ...each("fs path os child_process http https readline util __dirname __filename Deno Bun", NODE),
  ...each("require lodash _ z moment dayjs cheerio chalk uuid Octokit octokit", PACKAGE),
  ["Buffer", BYTES],
  ...each("Blob File FileReader", "There are no files in the sandbox: keep text in strings."),
  ["FormData", NETWORK],
  ...each("global self", GLOBAL),
  ["setImmediate", "Use `setTimeout(callback, 0)`."],
  ["requestAnimationFrame", "Use `setTimeout(callback, 0)`."],
  ...each("sleep delay wait", "Write `await new Promise((resolve) => setTimeout(resolve, ms))`."),
  ...each("module exports", RETURN),
  ...each("eval Function", CODE),
  ...each("window document navigator location history DOMParser", PAGE),
  ...each("alert print printf echo puts", "Use `console.log`."),
  ...each("prompt confirm", "A program cannot ask: pass data with `--input`."),
  ...each("localStorage sessionStorage indexedDB caches", STORAGE),
  ...each("args argv params inputs", INPUT),
  ["len", `${PYTHON} Use \`.length\`.`],
  ["str", `${PYTHON} Use \`String(value)\`.`],
  ["None", `${PYTHON} Use \`null\`.`],
  ["True", `${PYTHON} Use \`true\`.`],
  ["False", `${PYTHON} Use \`false\`.`],
]);

function each(names: string, advice: string): [string, string][] {
  return names.split(" ").map((name) => [name, advice]);
}
