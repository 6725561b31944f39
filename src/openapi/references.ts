import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { MAX_REFERENCE_HOPS } from "./limits.ts";
import { ownText } from "./own.ts";

/** One parsed file of a document. */
export interface SpecFile {
  /** Relative to the document's folder; empty for the document itself. */
  name: string;
  root: JsonValue;
}

/** A value of the document, and the file that its references are relative to. */
export interface Place<Node extends JsonValue = JsonValue> {
  node: Node;
  file: SpecFile;
}

export interface References {
  /** @returns `null` for what leads nowhere, out of the document's folder or to the network: told once for each */
  resolve(reference: string, from: SpecFile): Place | null;
  /** The object itself or the one it refers to, over at most `MAX_REFERENCE_HOPS` references. */
  follow(place: Place): Place<JsonObject> | null;
  /** References that lead nowhere, in the order they were met. */
  readonly unresolved: ReadonlySet<string>;
}

/** @param open another file of the document by its name there, `null` when it cannot be read */
export function createReferences(
  open: (reference: string, from: SpecFile) => SpecFile | null,
): References {
  const unresolved = new Set<string>();
  const resolve = (reference: string, from: SpecFile): Place | null => {
    const hash = reference.indexOf("#");
    const name = hash === -1 ? reference : reference.slice(0, hash);
    const file = name === "" ? from : open(name, from);
    const node = file === null ? undefined : pointTo(file.root, reference, hash);
    if (file === null || node === undefined) {
      unresolved.add(reference.slice(0, 200));
      return null;
    }
    return { node, file };
  };
  const follow = (given: Place): Place<JsonObject> | null => {
    let place: Place | null = given;
    let last = "";
    for (let hop = 0; place !== null && hop <= MAX_REFERENCE_HOPS; hop += 1) {
      const { node, file }: Place = place;
      if (!isJsonObject(node)) return null;
      const reference = ownText(node, "$ref");
      if (reference === null) return { node, file };
      last = reference;
      place = resolve(reference, file);
    }
    // A circle, or as good as one.
    if (place !== null) unresolved.add(last.slice(0, 200));
    return null;
  };
  return { resolve, follow, unresolved };
}

/** RFC 6901, section 6: a pointer in a URI fragment. */
function pointTo(root: JsonValue, reference: string, hash: number): JsonValue | undefined {
  const pointer = hash === -1 ? "" : decodeFragment(reference.slice(hash + 1));
  if (pointer === null || (pointer !== "" && !pointer.startsWith("/"))) return undefined;
  let node: JsonValue | undefined = root;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, name)) return undefined;
    node = (node as JsonObject)[name];
  }
  return node;
}

function decodeFragment(fragment: string): string | null {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return null;
  }
}
