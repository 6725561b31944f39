import { inspect } from "node:util";
import { codemodeError, type CodemodeError } from "../diagnostics/error.ts";

/**
 * Where an imported server is from, what was withheld from its template, and whether somebody has said yes to it. The
 * values are in no property, so that a template can be shown and written as it is.
 */
export class ImportOrigin {
  /** The file as people know it, such as `.mcp.json` or `~/.cursor/mcp.json`. */
  readonly file: string;
  /** Of the program, for people. */
  readonly title: string;
  readonly #literals: ReadonlyMap<string, string>;
  #trusted = false;
  #refusal: CodemodeError | null = null;

  /** @param literals values that stand in the file, by the variables that stand for them in the template */
  constructor(file: string, title: string, literals: ReadonlyMap<string, string>) {
    this.file = file;
    this.title = title;
    this.#literals = literals;
  }

  literal(variable: string): string | undefined {
    return this.#literals.get(variable);
  }

  /** The text of a template with what was withheld from it put back. */
  restore(text: string): string {
    return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
      return this.#literals.get(name) ?? whole;
    });
  }

  /** Whether a value stands in the file that the template has not. */
  get hasLiterals(): boolean {
    return this.#literals.size > 0;
  }

  get isTrusted(): boolean {
    return this.#trusted;
  }

  /** For this process; see `trust/approve.ts`. */
  trust(): void {
    this.#trusted = true;
  }

  /** @param error says what would be started, and how to say yes */
  refuse(error: CodemodeError): void {
    this.#refusal = error;
  }

  /** What is told instead of starting it. */
  get refusal(): CodemodeError {
    const message = `Nobody was asked about a server of ${this.file}.`;
    return this.#refusal ?? codemodeError("CONFIG_NOT_TRUSTED", message);
  }

  /** The one way to a started server: @throws what `refuse` was given. */
  requireTrust(): void {
    if (!this.#trusted) throw this.refusal;
  }

  [inspect.custom](): string {
    return `ImportOrigin ${this.file}`;
  }
}
