import type { Elicitation, ElicitationAnswer } from "../introspect/questions/types.ts";
import { safeLine } from "../introspect/text.ts";
import { askForm } from "./ask-form.ts";
import { askLine } from "./ask.ts";
import type { CliContext } from "./context.ts";
import { hangingLines } from "./hanging-lines.ts";
import type { Ui } from "./ui.ts";

/** Asks a person at the terminal what servers want to know. */
export interface Asker {
  onElicitation(elicitation: Elicitation): Promise<ElicitationAnswer>;
  /** Shows something of the program's: not while a question is open, which it could change the look of. */
  show: (write: () => void) => void;
  /** The same for what a server says by the way: of a flood of it the end is left out. */
  showLog: (write: () => void) => void;
}

/** Lines that wait for a question to be answered, which may take minutes. */
const MAX_HELD = 1_000;

/** Everything is on stderr: stdout is data. Only for a context that `canAsk`. */
export function createAsker(context: CliContext, ui: Ui): Asker {
  let open = 0;
  let last: Promise<unknown> = Promise.resolve();
  const held: (() => void)[] = [];

  const ask = async (elicitation: Elicitation): Promise<ElicitationAnswer> => {
    const { signal } = elicitation;
    signal.throwIfAborted();
    ui.progress("");
    try {
      return await askPerson({ ...context, signal }, elicitation);
    } catch (error) {
      // The question has ended before it was answered: the next output begins a line of its own.
      if (signal.aborted) context.stderr.write("\n(no longer asked)\n");
      throw error;
    }
  };
  return {
    onElicitation: async (elicitation) => {
      open += 1;
      // One after the other, whichever server asks.
      const asking = last.then(() => ask(elicitation));
      last = asking.catch(() => {});
      try {
        return await asking;
      } finally {
        open -= 1;
        if (open === 0) for (const write of held.splice(0)) write();
      }
    },
    show: (write) => {
      if (open === 0) write();
      else held.push(write);
    },
    showLog: (write) => {
      if (open === 0) write();
      else if (held.length < MAX_HELD) held.push(write);
    },
  };
}

async function askPerson(
  context: CliContext,
  elicitation: Elicitation,
): Promise<ElicitationAnswer> {
  context.stderr.write(introduce(elicitation, context.stderr.columns));
  const action = await askAction(context, elicitation.mode);
  if (action !== "accept") return { action };
  if (elicitation.mode === "url") return { action };
  const content = await askForm(context, elicitation.fields);
  return content === null ? { action: "cancel" } : { action, content };
}

/** The server's own lines begin with a bar, so that none of them can be taken for ours. */
function introduce(elicitation: Elicitation, columns: number | undefined): string {
  const server = safeLine(elicitation.server, 100);
  const barred = (line: string): string => hangingLines(line, columns, "  | ").join("");
  const said = elicitation.message.split(/\r?\n/).map((line) => barred(safeLine(line)));
  const head = `\nServer \`${server}\` asks, while it works on a call:\n${said.join("")}`;
  if (elicitation.mode === "form") {
    const names = elicitation.fields.map(({ name }) => safeLine(name, 100)).join(", ");
    if (names === "") return head;
    const isShort = names.length <= SHORT_NAMES;
    return `${head}It wants to know:${isShort ? ` ${names}.\n` : `\n${barred(names)}`}`;
  }
  // All of the address, also when it is long: what is opened is what is shown. It is ASCII already.
  const { host, href } = new URL(elicitation.url);
  return (
    `${head}It wants you to open an address of ${host} in a browser:\n  ${href}\n` +
    "Open it only if you trust the server with it. Accept once you have done there what it asks.\n"
  );
}

/** Fits beside our words on any terminal. */
const SHORT_NAMES = 50;

/** How often it may be answered with something else. */
const ATTEMPTS = 3;

async function askAction(
  context: CliContext,
  mode: Elicitation["mode"],
): Promise<ElicitationAnswer["action"]> {
  const accept = mode === "form" ? "answer" : "accept";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const text = await askLine(context, `[a]${accept.slice(1)}, [d]ecline or [c]ancel? `);
    const [letter] = text.toLowerCase();
    if (letter === "a") return "accept";
    if (letter === "d") return "decline";
    if (letter === "c") return "cancel";
  }
  return "cancel";
}
