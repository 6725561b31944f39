import type { Finding } from "./finding.ts";
import { checkAsyncCallbacks } from "./rules/async-callbacks.ts";
import { checkCasts } from "./rules/casts.ts";
import { checkComputedTools } from "./rules/computed-tools.ts";
import type { RuleContext } from "./rules/context.ts";
import { checkDirectives } from "./rules/directives.ts";
import { checkErasable } from "./rules/erasable.ts";
import { checkFloating } from "./rules/floating.ts";
import { checkGlobalServers } from "./rules/global-servers.ts";
import { checkLostErrors } from "./rules/lost-errors.ts";
import { checkMadeCode } from "./rules/made-code.ts";
import { checkMeaningless } from "./rules/meaningless.ts";
import { checkModules } from "./rules/modules.ts";
import { checkNotCalled } from "./rules/not-called.ts";
import { checkPromiseValues } from "./rules/promise-values.ts";
import { checkAssigned, checkShadowing } from "./rules/shadowing.ts";

const RULES: readonly ((context: RuleContext) => Finding[])[] = [
  checkModules,
  checkErasable,
  checkMadeCode,
  checkDirectives,
  checkShadowing,
  checkAssigned,
  checkCasts,
  checkComputedTools,
  checkGlobalServers,
  checkFloating,
  checkPromiseValues,
  checkLostErrors,
  checkNotCalled,
  checkAsyncCallbacks,
  checkMeaningless,
];

/** What a program must not do that types do not see. */
export function checkRules(context: RuleContext): Finding[] {
  return [...context.imports.findings, ...RULES.flatMap((rule) => rule(context))];
}
