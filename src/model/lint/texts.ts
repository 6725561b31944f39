import type { JsonObject, JsonValue } from "../../json.ts";

/** A text that a server sent, and where: a JSON Pointer (RFC 6901). */
export interface ServerText {
  text: string;
  pointer: string;
}

/** UTF-16 units of one definition that are looked at: far more than one is shown of. */
const MAX_READ = 250_000;

/** Every string of a value and every name of a property, at any depth, in the order they stand. */
export function* textsOf(value: JsonValue, pointer = ""): Generator<ServerText> {
  // What is still to be read, last first.
  const stack: Part[] = [{ value, pointer }];
  let left = MAX_READ;
  for (let part = stack.pop(); part !== undefined && left > 0; part = stack.pop()) {
    if (typeof part.value === "string") {
      yield { text: part.value.slice(0, left), pointer: part.pointer };
      left -= part.value.length;
    } else if (typeof part.value === "object" && part.value !== null) {
      left -= 1;
      for (const inner of partsOf(part.value, part.pointer).reverse()) stack.push(inner);
    }
  }
}

interface Part {
  value: JsonValue;
  pointer: string;
}

/** The members of a value, before each the name that it has. */
function partsOf(value: JsonValue[] | JsonObject, pointer: string): Part[] {
  return Object.entries(value).flatMap(([name, member]: [string, JsonValue]) => {
    const at = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const inner = { value: member, pointer: at };
    return Array.isArray(value) ? [inner] : [{ value: name, pointer: at }, inner];
  });
}
