import { nearestName } from "../diagnostics/spelling.ts";

/** One thing that is wrong, at a path such as `servers.github.args[1]`. */
export interface ConfigIssue {
  path: string;
  message: string;
}

export type Path = readonly (string | number)[];

/** Reads a value, or says what is wrong with it; what it returns is of use only when nothing was said. */
export type Rule<Value> = (value: unknown, at: Path, issues: ConfigIssue[]) => Value | undefined;

export function refuse(issues: ConfigIssue[], at: Path, message: string): undefined {
  issues.push({ path: renderPath(at), message });
}

export function text(options: { min?: number; max: number }): Rule<string> {
  return (value, at, issues) => {
    if (typeof value !== "string") return refuse(issues, at, "must be a string");
    if (value.length < (options.min ?? 0)) return refuse(issues, at, "must not be empty");
    if (value.length > options.max) {
      return refuse(issues, at, `must have at most ${options.max} characters`);
    }
    if (value.includes("\0")) return refuse(issues, at, "must not contain a NUL character");
    return value;
  };
}

export function wholeNumber(max: number): Rule<number> {
  return (value, at, issues) => {
    if (Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= max) {
      return value as number;
    }
    const bound = max === Number.MAX_SAFE_INTEGER ? "" : ` of at most ${max}`;
    return refuse(issues, at, `must be a whole number above 0${bound}`);
  };
}

export function oneOf<Name extends string>(names: readonly Name[]): Rule<Name> {
  return (value, at, issues) => {
    if (names.includes(value as Name)) return value as Name;
    return refuse(issues, at, `must be ${names.map((name) => `"${name}"`).join(" or ")}`);
  };
}

export function list<Item>(item: Rule<Item>, max: number): Rule<Item[]> {
  return (value, at, issues) => {
    if (!Array.isArray(value)) return refuse(issues, at, "must be an array");
    if (value.length > max) return refuse(issues, at, `must have at most ${max} items`);
    // `from`, because `map` passes over holes.
    return Array.from(value, (one, index) => item(one, [...at, index], issues) as Item);
  };
}

/** An object of values whose names pass a test. */
export function named<Item>(
  isName: (name: string) => boolean,
  nameProblem: string,
  kind: string,
  item: Rule<Item>,
): Rule<Record<string, Item>> {
  return (value, at, issues) => {
    if (!isPlainObject(value)) return refuse(issues, at, `must be an object of ${kind}`);
    const entries = Object.entries(value).map(([name, one]) => {
      if (!isName(name)) refuse(issues, [...at, name], nameProblem);
      return [name, item(one, [...at, name], issues) as Item] as const;
    });
    return Object.fromEntries(entries);
  };
}

type Read<Fields extends Record<string, Rule<unknown>>> = {
  [Name in keyof Fields]?: Exclude<ReturnType<Fields[Name]>, undefined>;
};

/** Own properties only, each by its rule, and no others; one that is absent or `undefined` is left out. */
export function options<Fields extends Record<string, Rule<unknown>>>(
  fields: Fields,
): Rule<Read<Fields>> {
  return (value, at, issues) => {
    if (!isPlainObject(value)) return refuse(issues, at, "must be an object");
    const entries = Object.entries(value).flatMap(([name, given]): [string, unknown][] => {
      if (!Object.hasOwn(fields, name)) {
        const near = nearestName(name, Object.keys(fields));
        const advice = near === null ? "" : `: did you mean \`${near}\`?`;
        refuse(issues, [...at, name], `is not an option of codemode${advice}`);
        return [];
      }
      if (given === undefined) return [];
      return [[name, (fields[name] as Rule<unknown>)(given, [...at, name], issues)]];
    });
    return Object.fromEntries(entries) as Read<Fields>;
  };
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function renderPath(path: Path): string {
  return path
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      return /^[A-Za-z_$][\w$-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join("")
    .replace(/^\./, "");
}
