import { unwrap } from "../ast.ts";
import type { Explainer } from "./context.ts";
import { printResult } from "./signature.ts";
import { toolValueOf } from "./tool-results.ts";

const MISMATCH = new Set([2322, 2739, 2740, 2741, 2559]);

/** `const sum: number = await calculator.add(...)`, where the tool gives something else. */
export const explainAnnotation: Explainer = ({ code, text, start, path }, context) => {
  if (!MISMATCH.has(code)) return undefined;
  const declarator = path.findLast(
    (node) => node.type === "VariableDeclarator" && node.id.start === start,
  );
  if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return undefined;
  const annotation = declarator.id.typeAnnotation?.typeAnnotation;
  const value = toolValueOf(unwrap(declarator.init), context);
  if (!annotation || value === null || value.isPromise || value.call.raw) return undefined;
  const { server, tool: toolName } = value.call;
  const tool = context.slices.tool(server, toolName);
  if (tool === null) return undefined;
  const wanted = context.parsed.text.slice(annotation.start, annotation.end);
  const isText = tool.output === null;
  const missing = /Property '([^']+)' is missing/.exec(text)?.[1];
  const why = missing === undefined ? "" : `: it has no \`${missing}\``;
  return {
    code: "CHECK_RESULT",
    key: `annotation ${start}`,
    message: isText
      ? `The result of \`${server}.${toolName}\` is a string, not \`${wanted}\`.`
      : `The result of \`${server}.${toolName}\` is not of the type \`${wanted}\`${why}.`,
    hint:
      isText && wanted === "number"
        ? "Take the number out of the text: `Number(text.match(/-?\\d+(\\.\\d+)?/)?.[0])`."
        : isText
          ? "Leave the annotation out and take the text apart, or `JSON.parse` it if it is JSON."
          : `Leave the annotation out: it gives \`${printResult(tool)}\`.`,
  };
};
