import type { Command } from "commander";
import type { TrustAnswer, TrustOptions } from "../config/trust/approve.ts";
import type { TrustRequest } from "../config/trust/request.ts";
import { askLine, canAsk } from "./ask.ts";
import type { Session } from "./command.ts";

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

/** Nothing of the question is cut short or rendered: what is answered is what is shown. */
async function askForTrust({ context, ui }: Session, request: TrustRequest): Promise<TrustAnswer> {
  ui.progress("");
  const { server, file, text } = request;
  context.stderr.write(`Server \`${server}\` comes from ${file}. It will be:\n${text}\n`);
  const answer = await askLine(context, "Start it, now and whenever it is just this? [y/N] ");
  return /^y(?:es)?$/i.test(answer) ? "remember" : false;
}
