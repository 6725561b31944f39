import { valueProblem } from "../introspect/questions/check-content.ts";
import type { ElicitationField, ElicitationValue } from "../introspect/questions/types.ts";
import { safeLine } from "../introspect/text.ts";
import { askLine } from "./ask.ts";
import type { CliContext } from "./context.ts";
import { hangingLines } from "./hanging-lines.ts";

/** How often one value may be entered in vain. */
const ATTEMPTS = 5;

/**
 * Asks for one value after the other.
 * @returns the values that were entered; `null` when one of them could not be had
 */
export async function askForm(
  context: CliContext,
  fields: readonly ElicitationField[],
): Promise<Record<string, ElicitationValue> | null> {
  const values: [string, ElicitationValue][] = [];
  for (const field of fields) {
    const answer = await askField(context, field);
    if (answer === null) return null;
    if (answer.value !== undefined) values.push([field.name, answer.value]);
  }
  return Object.fromEntries(values);
}

async function askField(
  context: CliContext,
  field: ElicitationField,
): Promise<{ value?: ElicitationValue } | null> {
  context.stderr.write(describeField(field, context.stderr.columns));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const text = await askLine(context, promptOf(field));
    // The default is filled in where the answer is checked.
    if (text === "" && (field.default !== null || !field.required)) return {};
    const value = text === "" ? null : parseValue(field, text);
    const problem = value === null ? "needs a value" : valueProblem(field, value);
    if (problem === null && value !== null) return { value };
    context.stderr.write(`  ${label(field)} ${problem ?? ""}.\n`);
  }
  return null;
}

/** What is to be entered, in lines that begin with the bar of everything that is the server's. */
function describeField(field: ElicitationField, columns: number | undefined): string {
  const { title, name, description } = field;
  const lines = [title ?? name]
    .filter((text) => text.length > MAX_LABEL)
    .map((text) => safeLine(text));
  if (description !== null) lines.push(safeLine(description));
  if (field.kind === "choice" || field.kind === "choices") {
    lines.push(
      ...field.options.map((option, index) => `${index + 1}. ${safeLine(option.title, 200)}`),
    );
  }
  const value = field.default === null ? "" : showValue(field.default);
  if (value.length > MAX_DEFAULT) lines.push(`Enter: ${safeLine(value)}`);
  return lines.flatMap((line) => hangingLines(line, columns, "  | ")).join("");
}

/** What stands on the line of the prompt, where no bar can be: too short to reach the next line. */
const MAX_LABEL = 24;
const MAX_DEFAULT = 8;

function promptOf(field: ElicitationField): string {
  const notes = [KINDS[field.kind], field.required ? "required" : "Enter leaves it out"];
  const value = field.default === null ? null : showValue(field.default);
  if (value !== null)
    notes[1] = value.length > MAX_DEFAULT ? "Enter: as above" : `Enter: ${safeLine(value)}`;
  return `  ${label(field)} (${notes.join("; ")}): `;
}

const KINDS: Record<ElicitationField["kind"], string> = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "y or n",
  choice: "a number of the list",
  choices: "numbers of the list, with commas",
};

function label({ title, name }: ElicitationField): string {
  return safeLine(title ?? name, MAX_LABEL);
}

function showValue(value: ElicitationValue): string {
  if (typeof value === "boolean") return value ? "y" : "n";
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** What it cannot read it leaves as text, which is then refused. */
function parseValue(field: ElicitationField, text: string): ElicitationValue {
  switch (field.kind) {
    case "boolean":
      return /^(?:y|yes|true)$/i.test(text) || (/^(?:n|no|false)$/i.test(text) ? false : text);
    case "number":
    case "integer":
      return Number(text);
    case "choice":
      return optionOf(field.options, text);
    case "choices":
      return text.split(",").map((part) => optionOf(field.options, part.trim()));
    default:
      return text;
  }
}

/** By its number in the list, or by its value. */
function optionOf(options: readonly { value: string }[], text: string): string {
  return /^\d{1,4}$/.test(text) ? (options[Number(text) - 1]?.value ?? text) : text;
}
