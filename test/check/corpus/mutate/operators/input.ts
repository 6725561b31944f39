import type { Node, ObjectExpression } from "oxc-parser";
import { staticKey, unwrap } from "../../../../../src/check/ast.ts";
import { printInline } from "../../../../../src/model/print-inline.ts";
import type { ObjectNode, PropertyNode, TypeNode } from "../../../../../src/model/types.ts";
import { fits, SAMPLES } from "../fits.ts";
import { misspelt, otherNames } from "../misspell.ts";
import { dereference } from "../result-types.ts";
import { sourceOf, type Call, type Draft, type Operator, type Subject } from "../subject.ts";

/** An object of a call's input that is written out, with what the tool declares for it. */
interface Place {
  call: Call;
  node: ObjectExpression;
  type: ObjectNode;
}

interface Argument {
  place: Place;
  declared: PropertyNode;
  property: Extract<ObjectExpression["properties"][number], { type: "Property" }>;
}

/** `server.tool({ notAParameter: ... })`. */
export const wrongParameter: Operator = (subject) => [
  ...argumentsOf(subject).flatMap(({ place, declared, property }) =>
    otherNames(declared.name)
      .filter((name) => !isDeclared(place, name) && !isWritten(place, name))
      .map((name, index): Draft => {
        const text = property.shorthand ? `${name}: ${sourceOf(subject, property.value)}` : name;
        const changed = property.shorthand ? property : property.key;
        return {
          variant: index === 0 ? "another name" : "another spelling",
          edits: [{ start: changed.start, end: changed.end, text }],
          fix: [`\`${declared.name}\``, `${declared.name}: `, `${declared.name}?: `],
          tool: place.call.tool,
        };
      }),
  ),
  ...placesOf(subject)
    .filter((place) => !isDeclared(place, "verbose") && !isWritten(place, "verbose"))
    .map((place): Draft => {
      const at = place.node.start + 1;
      const text = place.node.properties.length === 0 ? " verbose: true " : " verbose: true,";
      return {
        variant: "one too many",
        edits: [{ start: at, end: at, text }],
        fix: ["`verbose`"],
        tool: place.call.tool,
      };
    }),
];

/** `server.tool({ text: 5 })`. */
export const wrongType: Operator = (subject) =>
  argumentsOf(subject).flatMap(({ place, declared, property }) => {
    const { input } = place.call.tool;
    if (isEnum(declared.type, place)) return [];
    return SAMPLES.filter(({ value }) => !fits(value, declared.type, input)).map(
      ({ variant, text }): Draft => ({
        variant,
        edits: [valueEdit(property, declared.name, text)],
        fix: typeNames(declared.type, place),
        tool: place.call.tool,
      }),
    );
  });

/** `server.tool({ state: "opened" })`. */
export const wrongMember: Operator = (subject) =>
  argumentsOf(subject).flatMap(({ place, declared, property }) => {
    const members = membersOf(declared.type, place);
    const [first] = members;
    if (first === undefined) return [];
    const upper = first.toUpperCase() === first ? first.toLowerCase() : first.toUpperCase();
    return [
      ["case", upper],
      ["spelling", misspelt(first)],
      ["another word", "whatever"],
    ]
      .filter(([, word]) => word !== undefined && !members.includes(word))
      .map(([variant, word]): Draft => ({
        variant: variant ?? "",
        edits: [valueEdit(property, declared.name, JSON.stringify(word))],
        fix: [JSON.stringify(first)],
        tool: place.call.tool,
      }));
  });

/** `server.tool({})`. An object with a spread in it is left alone: the spread may hold the parameter. */
export const missingRequired: Operator = (subject) => [
  ...argumentsOf(subject)
    .filter(({ declared, place }) => !declared.optional && !hasSpread(place.node))
    .map(({ declared, place, property }): Draft => ({
      variant: place.node === place.call.input ? "a parameter" : "a nested property",
      edits: [removal(subject, place.node, property)],
      fix: [declared.name],
      tool: place.call.tool,
    })),
  ...subject.calls
    .filter(({ tool, node }) => !tool.inputOptional && node.arguments.length === 1)
    .flatMap((call): Draft[] => {
      const [argument] = call.node.arguments;
      const required = requiredOf(call);
      if (argument === undefined || required === undefined) return [];
      const { start, end } = argument;
      const { tool } = call;
      return [
        { variant: "all", edits: [{ start, end, text: "{}" }], fix: [required], tool },
        { variant: "the input", edits: [{ start, end, text: "" }], fix: [required], tool },
      ];
    }),
];

/** Values in each other's place, and parameters one after the other as functions have them. */
export const swappedArguments: Operator = (subject) =>
  subject.calls.flatMap((call): Draft[] => {
    const { input, tool } = call;
    if (input === null || hasSpread(input) || input.properties.length === 0) return [];
    const values = input.properties.flatMap((one) => (one.type === "Property" ? [one.value] : []));
    const [name] = input.properties.flatMap((one) =>
      one.type === "Property" ? [staticKey(one.key, one.computed) ?? ""] : [],
    );
    const text = values.map((value) => sourceOf(subject, value)).join(", ");
    const drafts: Draft[] = [
      {
        variant: "positional",
        edits: [{ start: input.start, end: input.end, text }],
        fix: [name ?? ""],
        tool,
      },
    ];
    const args = argumentsOf(subject).filter(({ place }) => place.node === input);
    for (const [index, one] of args.entries()) {
      const other = args[index + 1];
      if (other === undefined || !isExchangeWrong(one, other)) continue;
      drafts.push({
        variant: "exchanged",
        edits: [
          valueEdit(one.property, one.declared.name, sourceOf(subject, other.property.value)),
          valueEdit(other.property, other.declared.name, sourceOf(subject, one.property.value)),
        ],
        fix: [`\`${one.declared.name}\``, `\`${other.declared.name}\``],
        tool,
      });
    }
    return drafts;
  });

/** Whether at least one of two written values does not fit where the other one stands. */
function isExchangeWrong(one: Argument, other: Argument): boolean {
  const moves = [
    [one, other],
    [other, one],
  ] as const;
  return moves.some(([from, to]) => {
    const value = literalValue(from.property.value);
    return value !== undefined && !fits(value, to.declared.type, to.place.call.tool.input);
  });
}

/** What a literal is in JSON; `undefined` for what is not one. */
function literalValue(node: Node): unknown {
  const inner = unwrap(node);
  if (inner.type === "Literal" && !("regex" in inner) && !("bigint" in inner)) return inner.value;
  if (inner.type === "TemplateLiteral") return "text";
  if (inner.type === "ArrayExpression") {
    const items = inner.elements.map((item) => (item === null ? undefined : literalValue(item)));
    return items.length === 0 || items.includes(undefined) ? undefined : items;
  }
  return undefined;
}

function argumentsOf(subject: Subject): Argument[] {
  return placesOf(subject).flatMap((place) =>
    place.node.properties.flatMap((property): Argument[] => {
      if (property.type !== "Property" || property.method) return [];
      const key = staticKey(property.key, property.computed);
      const declared = place.type.properties.find(({ name }) => name === key);
      return declared === undefined ? [] : [{ place, declared, property }];
    }),
  );
}

function placesOf(subject: Subject): Place[] {
  return subject.calls.flatMap((call) =>
    call.input === null ? [] : placesIn(call, call.input, call.tool.input.type),
  );
}

function placesIn(call: Call, node: Node, declared: TypeNode): Place[] {
  const type = dereference(declared, call.tool.input);
  const inner = unwrap(node);
  if (inner.type === "ArrayExpression" && type.kind === "array") {
    return inner.elements.flatMap((element) =>
      element === null || element.type === "SpreadElement"
        ? []
        : placesIn(call, element, type.items),
    );
  }
  if (inner.type !== "ObjectExpression" || type.kind !== "object" || type.indexes.length > 0) {
    return [];
  }
  const below = inner.properties.flatMap((property) => {
    if (property.type !== "Property") return [];
    const key = staticKey(property.key, property.computed);
    const known = type.properties.find(({ name }) => name === key);
    return known === undefined ? [] : placesIn(call, property.value, known.type);
  });
  return [{ call, node: inner, type }, ...below];
}

function isDeclared({ type }: Place, name: string): boolean {
  return type.properties.some((property) => property.name === name);
}

function isWritten({ node }: Place, name: string): boolean {
  return node.properties.some(
    (one) => one.type === "Property" && staticKey(one.key, one.computed) === name,
  );
}

function hasSpread(node: ObjectExpression): boolean {
  return node.properties.some(({ type }) => type === "SpreadElement");
}

function valueEdit(
  { shorthand, value, start, end }: Argument["property"],
  name: string,
  text: string,
) {
  return shorthand
    ? { start, end, text: `${name}: ${text}` }
    : { start: value.start, end: value.end, text };
}

/** Takes a property out, with the comma that follows it or else the one before. */
function removal(subject: Subject, object: ObjectExpression, property: Node) {
  const index = object.properties.findIndex((one) => one === property);
  const next = object.properties[index + 1];
  const previous = object.properties[index - 1];
  if (next !== undefined) return { start: property.start, end: next.start, text: "" };
  if (previous !== undefined) return { start: previous.end, end: property.end, text: "" };
  const rest = sourceOf(subject, { start: property.end, end: object.end }).indexOf("}");
  return { start: property.start, end: property.end + rest, text: "" };
}

function requiredOf({ tool }: Call): string | undefined {
  const type = dereference(tool.input.type, tool.input);
  if (type.kind !== "object") return undefined;
  return type.properties.find(({ optional }) => !optional)?.name;
}

function isEnum(type: TypeNode, place: Place): boolean {
  return membersOf(type, place).length > 0;
}

function membersOf(type: TypeNode, { call }: Place): string[] {
  const node = dereference(type, call.tool.input);
  const members = node.kind === "union" ? node.members : [node];
  const texts = members.flatMap((member) =>
    member.kind === "literal" && typeof member.value === "string" ? [member.value] : [],
  );
  return texts.length === members.length ? texts : [];
}

/** The type as a message may write it, or the kind that it is of. */
function typeNames(type: TypeNode, { call }: Place): string[] {
  const node = dereference(type, call.tool.input);
  const members = node.kind === "union" ? node.members : [node];
  return [printInline(node), ...members.map((member) => printInline(member))];
}
