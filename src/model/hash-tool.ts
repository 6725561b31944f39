import { sha256 } from "./hash.ts";
import { printDoc } from "./print-doc.ts";
import { printNamedType } from "./print.ts";
import type { ToolModel } from "./types.ts";

/**
 * What a release is compared by. Not part of the model: only `generate` needs it, and it takes printing every type.
 */
export interface ToolHashes {
  /** SHA-256 (hex) of the printed types without documentation: what semver compares. */
  types: string;
  /** SHA-256 (hex) of all the SDK shows of it: types, documentation, annotations. */
  docs: string;
}

export function hashTool(tool: ToolModel): ToolHashes {
  const print = (docs: "none" | "full"): string[] =>
    [tool.input, tool.output].map((type) =>
      type === null
        ? ""
        : type.shared === true
          ? type.name
          : printNamedType(type, { docs, indent: 0 }),
    );
  const shown = [...print("full"), printDoc(tool.doc, 0), JSON.stringify(tool.annotations)];
  return { types: sha256(print("none").join("\n")), docs: sha256(shown.join("\n")) };
}
