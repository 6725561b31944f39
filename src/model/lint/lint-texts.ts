import {
  createDiagnostic,
  type Diagnostic,
  type ServerLocation,
} from "../../diagnostics/diagnostic.ts";
import { safeLine } from "../docs.ts";
import { findDirective } from "./directives.ts";
import type { FindForeignTool } from "./foreign-tools.ts";
import { codePoint, hiddenCharacters } from "./hidden.ts";
import { quoteName } from "./quote-name.ts";
import type { ServerText } from "./texts.ts";

/** What is found in the texts of one tool, or in a server's instructions: each kind is said once. */
export function lintTexts(
  owner: { server: string; tool?: string },
  texts: Iterable<ServerText>,
  findForeign: FindForeignTool,
): Diagnostic[] {
  const hidden = new Hidden();
  let directive: ServerText | null = null;
  let foreign: { pointer: string; name: string } | null = null;
  for (const one of texts) {
    hidden.add(one);
    foreign ??= foreignTool(findForeign, owner.server, one);
    const index: number | null = directive === null ? findDirective(one.text) : null;
    if (index !== null) directive = { ...one, text: one.text.slice(index, index + 200) };
  }
  const { server, tool } = owner;
  const place = (pointer: string): { location: ServerLocation } => ({
    location: tool === undefined ? { server } : { server, tool, pointer },
  });
  const diagnostics: Diagnostic[] = [];
  const whose =
    tool === undefined ? `${server}: its instructions` : `${server}: ${quoteName(tool)}`;
  const [firstPlace] = hidden.places;
  if (firstPlace !== undefined) {
    const message = `${whose} ${tool === undefined ? "have" : "has"} ${hidden.describe()}.`;
    diagnostics.push(createDiagnostic("SCHEMA_TEXT_HIDDEN", message, place(firstPlace)));
  }
  if (directive !== null) {
    const excerpt = `"${safeLine(directive.text, 80)}"`;
    const message = `${whose} ${tool === undefined ? "read" : "reads"} like orders to a model: ${excerpt}.`;
    // Together with something hidden it is no longer a way of speaking.
    const severity = firstPlace === undefined ? {} : { severity: "warning" as const };
    diagnostics.push(
      createDiagnostic("SCHEMA_TEXT_DIRECTIVE", message, {
        ...place(directive.pointer),
        ...severity,
      }),
    );
  }
  if (foreign !== null) {
    const message = `${whose} ${tool === undefined ? "name" : "names"} a tool of another server: ${quoteName(foreign.name)}.`;
    diagnostics.push(createDiagnostic("SCHEMA_TEXT_FOREIGN_TOOL", message, place(foreign.pointer)));
  }
  return diagnostics;
}

function foreignTool(
  find: FindForeignTool,
  server: string,
  { text, pointer }: ServerText,
): { pointer: string; name: string } | null {
  const tool = find(server, text);
  return tool === null ? null : { pointer, name: `${tool.server}.${tool.wireName}` };
}

const MAX_SHOWN = 4;

/** The hidden characters of several texts. */
class Hidden {
  readonly places = new Set<string>();
  readonly #kinds = new Set<string>();
  #count = 0;

  add({ text, pointer }: ServerText): void {
    const found = hiddenCharacters(text);
    if (found.length === 0) return;
    this.#count += found.length;
    this.places.add(pointer);
    for (const character of found) this.#kinds.add(codePoint(character));
  }

  describe(): string {
    const count = this.#count === 1 ? "1 hidden character" : `${this.#count} hidden characters`;
    const places = Array.from(this.places, (pointer) => safeLine(pointer, 120));
    return `${count} (${shorten([...this.#kinds])}) at ${shorten(places)}`;
  }
}

function shorten(texts: readonly string[]): string {
  const more = texts.length - MAX_SHOWN;
  return `${texts.slice(0, MAX_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
