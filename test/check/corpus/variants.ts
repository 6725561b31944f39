import type { Node } from "oxc-parser";
import { nodesOf, takeApart, type Subject } from "./mutate/subject.ts";
import type { Program } from "./programs.ts";

/** What is put around a program's statements: it does the same in all of them. */
const FORMS: readonly (readonly [name: string, before: string, after: string])[] = [
  ["a main that is called", "async function main() {\n", "\n}\nreturn await main();"],
  ["a main that is not called", "async function main() {\n", "\n}"],
  ["a main in a variable", "const main = async () => {\n", "\n};\nreturn main();"],
  ["a default function", "export default async function () {\n", "\n}"],
  ["a default arrow", "export default async () => {\n", "\n};"],
  ["a lone arrow", "async () => {\n", "\n}"],
  ["called on the spot", "return await (async () => {\n", "\n})();"],
  ["in a fence", "Here it is:\n\n```ts\n", "\n```\n"],
  [
    "in a try",
    "try {\n",
    "\n} catch (error) {\n  console.error(error.message);\n  throw error;\n}",
  ],
];

/** Right programs made of right programs: in other forms, and with the inputs of tools in variables. */
export async function variantsOf(programs: readonly Program[]): Promise<Program[]> {
  const variants: Program[] = [];
  for (const program of programs) variants.push(...(await variantsOfOne(program)));
  return variants;
}

async function variantsOfOne(program: Program): Promise<Program[]> {
  const subject = await takeApart(program);
  const named = (form: string, source: string): Program => ({
    name: `${program.name} as ${form}`,
    kind: program.kind,
    source,
  });
  const forms = isPlain(subject)
    ? FORMS.filter(([form]) => form !== "in a try" || !returnsPromise(subject)).map(
        ([form, before, after]) => named(form, `${before}${program.source}${after}`),
      )
    : [];
  const source = withInputsInVariables(subject);
  return source === program.source ? forms : [...forms, named("inputs in variables", source)];
}

/** Whether a program is statements that may stand in a function: no import or export, no directive, no function alone. */
function isPlain(subject: Subject): boolean {
  const { source } = subject.program;
  const { body } = subject.context.parsed.program;
  const isOther = ({ type }: Node): boolean =>
    type.startsWith("Import") || type.startsWith("Export") || type === "FunctionDeclaration";
  const first = body[0];
  return (
    subject.text === source &&
    first !== undefined &&
    !("directive" in first) &&
    !body.some(isOther) &&
    subject.context.form.kind === "statements"
  );
}

/** Whether a call is returned as it is: in a `try`, its error would get away. */
function returnsPromise(subject: Subject): boolean {
  return [...nodesOf(subject)].some(
    (node) => node.type === "ReturnStatement" && node.argument?.type === "CallExpression",
  );
}

/** `const x = await tool({ ... })` becomes `const input_1 = { ... }; const x = await tool(input_1)`. */
function withInputsInVariables(subject: Subject): string {
  const { parents } = subject.context.parsed;
  const edits = subject.calls.flatMap(({ input }, index) => {
    if (input === null || input.properties.length === 0) return [];
    const statement = statementOf(input, parents);
    return statement === null ? [] : [{ input, statement, name: `input_${index}` }];
  });
  return edits.reduceRight((text, { input, statement, name }) => {
    const literal = text.slice(input.start, input.end);
    const replaced = text.slice(0, input.start) + name + text.slice(input.end);
    const before = replaced.slice(0, statement.start);
    return `${before}const ${name} = ${literal}; ${replaced.slice(statement.start)}`;
  }, subject.program.source);
}

/** The declaration in a block that an input is part of, with nothing between that would be evaluated at another time. */
function statementOf(input: Node, parents: ReadonlyMap<Node, Node>): Node | null {
  const call = parents.get(input);
  const awaited = call === undefined ? undefined : parents.get(call);
  const declarator = awaited === undefined ? undefined : parents.get(awaited);
  const statement = declarator === undefined ? undefined : parents.get(declarator);
  const block = statement === undefined ? undefined : parents.get(statement);
  const isDeclared =
    call?.type === "CallExpression" &&
    awaited?.type === "AwaitExpression" &&
    declarator?.type === "VariableDeclarator" &&
    statement?.type === "VariableDeclaration" &&
    statement.declarations.length === 1;
  const stands = block?.type === "Program" || block?.type === "BlockStatement";
  return isDeclared && stands ? statement : null;
}
