import type { Command } from "commander";
import type { TrustAnswer, TrustOptions } from "../config/trust/approve.ts";
import type { TrustRequest } from "../config/trust/request.ts";
import { visible } from "../config/trust/visible.ts";
import { askLine, canAsk } from "./ask.ts";
import type { Session } from "./command.ts";
import { hangingLines } from "./hanging-lines.ts";

/** The option of every command that starts servers. */
export interface TrustFlags {
  trust?: string[];
}

export function addTrustOption(command: Command): Command {
  return command.option(
    "--trust <hashes>",
    "start the imported servers of these hashes, which the refusal shows",
    (text: string, before: string[] | undefined) => [...(before ?? []), ...text.split(",")],
  );
}

/** A terminal is asked, and the answer kept; where there is none, only what was said yes to before is started. */
export function trustOf(session: Session, { trust }: TrustFlags): TrustOptions {
  return {
    ...(trust === undefined ? {} : { trust }),
    ...(canAsk(session.context)
      ? { onTrust: (request: TrustRequest) => askForTrust(session, request) }
      : {}),
  };
}

/** More lines than this may have scrolled away when the question is read. */
const MANY_LINES = 20;

/** Nothing of the question is cut short or rendered: what is answered is what is shown. */
async function askForTrust({ context, ui }: Session, request: TrustRequest): Promise<TrustAnswer> {
  ui.progress("");
  const { server, file, text } = request;
  const { stderr } = context;
  const lines = text
    .split("\n")
    .flatMap((line) => hangingLines(line, stderr.columns, "", "           | "));
  stderr.write(`Server \`${server}\` comes from ${visible(file)}. It will be:\n${lines.join("")}`);
  if (lines.length > MANY_LINES) {
    stderr.write(`These are ${lines.length} lines: look at them from "Server \`${server}\`" on.\n`);
  }
  const answer = await askLine(context, "Start it, now and whenever it is just this? [y/N] ");
  return /^y(?:es)?$/i.test(answer) ? "remember" : false;
}
