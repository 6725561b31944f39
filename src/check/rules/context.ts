import type { Flow } from "../flow/flow.ts";
import type { ProgramForm } from "../forms.ts";
import type { ProgramImports } from "../imports.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Scopes } from "../scope.ts";
import type { SdkIndex } from "../sdk-index.ts";
import type { ServerUses } from "../server-uses.ts";
import type { ToolCalls } from "../tool-calls.ts";

/** What a rule may look at: everything that is known of a program before the compiler has seen it. */
export interface RuleContext {
  parsed: ParsedProgram;
  scopes: Scopes;
  imports: ProgramImports;
  form: ProgramForm;
  index: SdkIndex;
  uses: ServerUses;
  calls: ToolCalls;
  flow: Flow;
}
