import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";

/** What stands for the inputs of one package or remote of a `server.json`. */
export interface RegistryInputs {
  /** Begins the names of variables that the file itself does not name. */
  prefix: string;
  /** Inputs that may be given and have no value of their own: left out. */
  omitted: string[];
}

/**
 * The text of an input as a template of ours: its `value` with its `{variables}` filled in, else the environment variable
 * that is to hold it, with the input's default.
 *
 * @param variable name of that environment variable
 * @returns `null` for one that may be left out
 */
export function inputText(
  input: JsonObject,
  variable: string,
  inputs: RegistryInputs,
): string | null {
  const { value, variables, isRequired } = input;
  if (typeof value === "string") return fillVariables(value, variables, inputs);
  const fallback = input["default"];
  if (typeof fallback === "string") return withDefault(variable, fallback);
  if (typeof fallback === "number" || typeof fallback === "boolean") {
    return withDefault(variable, String(fallback));
  }
  if (isRequired === true) return `\${${variable}}`;
  inputs.omitted.push(variable);
  return null;
}

/** Braces that name no variable stay as they are. */
export function fillVariables(
  text: string,
  variables: JsonValue | undefined,
  inputs: RegistryInputs,
): string {
  if (!isJsonObject(variables)) return text;
  return text.replace(/\{([^{}]+)\}/g, (whole: string, name: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!isJsonObject(variable)) return whole;
    // Within a text there is no leaving out.
    return (
      inputText({ ...variable, isRequired: true }, variableName(inputs.prefix, name), inputs) ??
      whole
    );
  });
}

/** A default with a brace would end the template early: it stands for itself. */
function withDefault(variable: string, fallback: string): string {
  return fallback.includes("}") ? fallback : `\${${variable}:-${fallback}}`;
}

/** `MY_SERVER_TARGET_DIR`: nobody else's variable is meant by accident. */
export function variableName(prefix: string, name: string): string {
  const variable = `${prefix}_${name}`
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^\d/.test(variable) ? `_${variable}` : variable;
}
