// What leaves the isolate: results and inputs as strict JSON, logged values and errors as text.
import {
  NativeDate,
  NativeError,
  NativeMap,
  NativePromise,
  NativeRegExp,
  NativeSet,
  ObjectPrototype,
  eachKey,
  getPrototypeOf,
  has,
  hide,
  isArray,
  isFinite,
  isView,
  show,
  slice,
  stringify,
  toNumber,
  toText,
  truncate,
} from "./shim-intrinsics.js";

/**
 * An object or array on the way from the root to the value being printed; `source` is what stood where `value` is printed.
 * @typedef {{ source: object, value: object, key: string, depth: number, parent: Ancestor | null }} Ancestor
 */

/** What a failing call throws in a program. */
export class ToolError extends NativeError {
  /**
   * @param {string} message
   * @param {{ code?: string, server?: string, tool?: string }} [details]
   */
  constructor(message, details) {
    super(message);
    hide(this, "name", "ToolError");
    show(this, "code", details?.code ?? "");
    show(this, "server", details?.server ?? "");
    show(this, "tool", details?.tool ?? "");
  }
}

/** Longest message, name or stack of an error that leaves the isolate, in UTF-16 code units. */
const ERROR_TEXT = 16_384;
/** The same of an error's causes and errors; how many of them, and how far down. */
const RELATED_TEXT = 2048;
const RELATED = 8;
const RELATED_DEPTH = 5;
/** Longest text of one logged value. */
const LOG_TEXT = 65_536;
const LOG_DEPTH = 12;

/**
 * A value as JSON text. What JSON would drop or replace without a word is refused, with the place; `convert` instead
 * turns it into the nearest that JSON has, where there is such a thing, and lists the places: the program has done its
 * work by then, and would have to do it again.
 * @param {unknown} root
 * @param {{ root: string, depth: number, length: number, convert: boolean }} options lengths in UTF-16 code units
 * @returns {{ ok: true, text: string, converted: string } | { ok: false, tooLarge: boolean, reason: string }}
 */
export function toJson(root, options) {
  /** @type {Ancestor | null} */
  let top = null;
  let room = options.length;
  let converted = "";
  let conversions = 0;
  /** @type {{ ok: false, tooLarge: boolean, reason: string, __proto__: null } | null} */
  let refused = null;

  const at = (/** @type {string} */ key) => pathOf(options.root, top, key);
  const refuse = (/** @type {string} */ reason, tooLarge = false) => {
    refused = { ok: false, tooLarge, reason, __proto__: null };
    throw refused;
  };
  /**
   * @param {string} key
   * @param {string} what the value is
   * @param {string} becomes what it is turned into, when that is wanted
   * @param {string} advice why not, or what to do instead, when it is not
   */
  const change = (key, what, becomes, advice) => {
    if (!options.convert) refuse(`${at(key)} is ${what}${advice}`);
    conversions += 1;
    if (conversions > 5) return;
    const place = stringify(`${at(key)} was ${what}, now ${becomes}`);
    converted += (converted === "" ? "" : ",") + place;
  };
  const lose = (/** @type {string} */ key, /** @type {string} */ what) => {
    change(key, what, "null", ", which JSON has no value for");
    return null;
  };
  const write = (/** @type {string} */ written) => {
    room -= written.length;
    if (room < 0) refuseSize();
    return written;
  };
  const refuseSize = () =>
    refuse(`the ${options.root} is larger than ${options.length} bytes`, true);

  let text;
  try {
    text = stringify(root, function (key, value) {
      while (top !== null && top.value !== this) top = top.parent;
      room -= key.length + (typeof value === "string" ? value.length : 0) + 2;
      if (room < 0) refuseSize();
      switch (typeof value) {
        case "number":
          return isFinite(value) ? value : lose(key, toText(value));
        case "undefined":
          return isArray(this) ? lose(key, "undefined") : undefined;
        case "bigint":
          change(key, "a BigInt", "its digits as text", ": use Number(...) or String(...)");
          return write(toText(value));
        case "function":
          return refuse(`${at(key)} is a function: call it, or leave it out`);
        case "symbol":
          return refuse(`${at(key)} is a symbol`);
        case "object":
          break;
        default:
          return value;
      }
      // What an invalid date makes of itself, before it is seen here.
      if (value === null) return this[key] instanceof NativeDate ? lose(key, "Invalid Date") : null;
      for (let a = top; a !== null; a = a.parent) {
        if (a.source === value) refuse(`${at(key)} refers back to a value that contains it`);
      }
      if (value instanceof NativeRegExp) {
        change(key, "a RegExp", "its text", ": use String(...)");
        return write(toText(value));
      }
      const depth = top === null ? 1 : top.depth + 1;
      if (depth > options.depth)
        refuse(`the ${options.root} is nested deeper than ${options.depth} levels`);
      if (value instanceof NativeSet) change(key, "a Set", "a list", ": use [...set]");
      if (value instanceof NativeMap) {
        const becomes = hasNamesOnly(value) ? "an object" : "a list of pairs";
        change(key, "a Map", becomes, ": use Object.fromEntries(map) or [...map]");
      }
      const plain = toPlain(value);
      if (typeof plain === "string") refuse(`${at(key)} ${plain}`);
      top = { source: value, value: /** @type {object} */ (plain), key, depth, parent: top };
      return plain;
    });
  } catch (error) {
    if (refused !== null) return refused;
    const reason = `reading the ${options.root} threw: ${errorHeadline(error)}`;
    return { ok: false, tooLarge: false, reason };
  }
  if (text === undefined) {
    return { ok: false, tooLarge: false, reason: `the ${options.root} is undefined` };
  }
  return { ok: true, text, converted: `[${converted}]` };
}

/**
 * The object to print in a value's place, or why there is none.
 * @param {object} value
 * @returns {object | string}
 */
function toPlain(value) {
  if (isArray(value)) return value;
  if (value instanceof NativeError) {
    /** @type {Record<string, unknown>} */
    const plain = { __proto__: null };
    show(plain, "name", value.name);
    show(plain, "message", value.message);
    const source = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (value));
    eachKey(value, (key) => show(plain, key, source[key]));
    return plain;
  }
  if (value instanceof NativePromise) return "is a promise: put `await` before it";
  if (value instanceof NativeSet) return [...value];
  if (value instanceof NativeMap) {
    if (!hasNamesOnly(value)) return [...value];
    /** @type {Record<string, unknown>} */
    const plain = { __proto__: null };
    for (const [name, field] of value) show(plain, name, field);
    return plain;
  }
  if (isView(value)) return "is binary data: use Array.from(...) or text";
  const prototype = getPrototypeOf(value);
  if (prototype === null || prototype === ObjectPrototype) return value;
  let hasOwn = false;
  eachKey(value, () => {
    hasOwn = true;
  });
  if (hasOwn) return value;
  // A string, number or boolean in its object form; everything else keeps its state where JSON cannot see it.
  if (has(value, "valueOf") && typeof value.valueOf() !== "object") return value;
  return `is a ${toText(value.constructor?.name ?? "object")}, which has no JSON form`;
}

/** @param {Map<unknown, unknown>} map */
function hasNamesOnly(map) {
  for (const [key] of map) if (typeof key !== "string") return false;
  return true;
}

/**
 * `result.items[3].name`
 * @param {string} root
 * @param {Ancestor | null} parent
 * @param {string} key
 */
function pathOf(root, parent, key) {
  if (parent === null) return root;
  let path = isArray(parent.value) ? `[${key}]` : `.${key}`;
  for (let a = parent; a.parent !== null; a = a.parent) {
    path = (isArray(a.parent.value) ? `[${a.key}]` : `.${a.key}`) + path;
  }
  return `${root}${path.length > 200 ? `${slice(path, 0, 200)}...` : path}`;
}

/**
 * A logged value as text: strings as they are, everything else as JSON as far as that goes. Never throws.
 * @param {unknown} value
 * @returns {string}
 */
export function inspect(value) {
  try {
    if (typeof value === "string") return value;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null) return toText(value);
    if (value instanceof NativeError) return errorHeadline(value);
    if (value instanceof NativeRegExp) return toText(value);
    return inspectObject(value);
  } catch {
    return "[not printable]";
  }
}

/**
 * The values of one `console.log(...)` as one text; `%s` and its kind in a first string are replaced (WHATWG Console,
 * section 2.2.1, Formatter).
 * @param {unknown[]} values
 */
export function inspectAll(values) {
  const first = values[0];
  let text = "";
  let next = 0;
  if (typeof first === "string" && values.length > 1) {
    next = 1;
    let from = 0;
    for (let i = 0; i + 1 < first.length; i += 1) {
      if (first[i] !== "%") continue;
      const kind = first[i + 1] ?? "";
      const shown = kind === "%" ? "%" : next < values.length ? format(kind, values[next]) : null;
      if (shown === null) continue;
      text += slice(first, from, i) + shown;
      if (kind !== "%") next += 1;
      i += 1;
      from = i + 1;
    }
    text += slice(first, from);
  }
  for (let i = next; i < values.length; i += 1) text += (i === 0 ? "" : " ") + inspect(values[i]);
  return text;
}

/**
 * @param {string} kind the letter after the `%`
 * @param {unknown} value
 * @returns {string | null} `null` when the letter means nothing
 */
function format(kind, value) {
  switch (kind) {
    case "s":
    case "o":
    case "O":
    case "j":
      return inspect(value);
    case "d":
    case "i":
    case "f":
      try {
        if (typeof value === "bigint") return `${value}n`;
        const number = toNumber(value);
        return toText(kind === "i" ? truncate(number) : number);
      } catch {
        return "NaN";
      }
    case "c":
      return "";
    default:
      return null;
  }
}

/**
 * A table as a model reads it best: a line for each row, as JSON.
 * @param {unknown} data
 */
export function inspectRows(data) {
  try {
    if (typeof data !== "object" || data === null) return inspect(data);
    if (data instanceof NativeMap || data instanceof NativeSet) return inspectRows([...data]);
    const rows = /** @type {Record<string, unknown>} */ (data);
    const isList = isArray(data);
    let text = "";
    eachKey(data, (key) => {
      if (text.length > LOG_TEXT) return;
      text += `${text === "" ? "" : "\n"}${isList ? "" : `${key}: `}${inspect(rows[key])}`;
    });
    return text === "" ? inspect(data) : text;
  } catch {
    return "[not printable]";
  }
}

/** @param {object} root */
function inspectObject(root) {
  /** @type {Ancestor | null} */
  let top = null;
  let room = LOG_TEXT;
  const text = stringify(root, function (key, value) {
    while (top !== null && top.value !== this) top = top.parent;
    room -= key.length + (typeof value === "string" ? value.length : 4);
    if (room < 0) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function") return "[function]";
    if (typeof value === "symbol") return toText(value);
    if (typeof value === "number" && !isFinite(value)) return toText(value);
    if (typeof value !== "object" || value === null) return value;
    for (let a = top; a !== null; a = a.parent) if (a.source === value) return "[circular]";
    const depth = top === null ? 1 : top.depth + 1;
    if (depth > LOG_DEPTH) return "[...]";
    let shown = value;
    if (value instanceof NativeError) shown = errorHeadline(value);
    else if (value instanceof NativeMap) shown = { Map: [...value] };
    else if (value instanceof NativeSet) shown = { Set: [...value] };
    else if (value instanceof NativeRegExp) shown = toText(value);
    else if (value instanceof NativePromise) shown = "[promise: use await]";
    if (typeof shown === "object") {
      top = { source: value, value: shown, key, depth, parent: top };
    }
    return shown;
  });
  const whole = text ?? "undefined";
  return room < 0 ? `${slice(whole, 0, LOG_TEXT)}... (cut)` : whole;
}

/**
 * What the program threw, as JSON text, whatever it is; `related` are its causes and, of an `AggregateError`, its errors.
 * @param {unknown} error
 */
export function describeError(error) {
  const isTool = isA(error, ToolError);
  const details = isTool
    ? `,"code":${textOf(error, "code")},"server":${textOf(error, "server")},"tool":${textOf(error, "tool")}`
    : "";
  const members = membersOf(error, ERROR_TEXT);
  return `{"kind":"${isTool ? "tool" : "threw"}",${members}${details},"related":[${describeRelated(error)}]}`;
}

/** @param {unknown} root */
function describeRelated(root) {
  let text = "";
  let count = 0;
  /**
   * @param {unknown} error
   * @param {number} depth
   */
  const descend = (error, depth) => {
    if (depth > RELATED_DEPTH || !isA(error, NativeError)) return;
    try {
      const { errors, cause } = /** @type {{ errors?: unknown, cause?: unknown }} */ (error);
      if (isArray(errors)) {
        const most = errors.length < RELATED ? errors.length : RELATED;
        for (let i = 0; i < most; i += 1) add("errors", errors[i], depth);
      }
      if (cause !== undefined) add("cause", cause, depth);
    } catch {
      // What cannot be read is not told.
    }
  };
  /**
   * @param {string} of
   * @param {unknown} error
   * @param {number} depth
   */
  const add = (of, error, depth) => {
    if (count >= RELATED) return;
    count += 1;
    text += `${text === "" ? "" : ","}{"of":"${of}","depth":${depth},${membersOf(error, RELATED_TEXT)}}`;
    descend(error, depth + 1);
  };
  descend(root, 1);
  return text;
}

/**
 * @param {unknown} error
 * @param {number} length
 */
function membersOf(error, length) {
  if (isNoError(error)) {
    const message = stringify(cut(inspect(error), length));
    return `"name":"","message":${message},"stack":"","value":true`;
  }
  const member = (/** @type {string} */ key) => `"${key}":${textOf(error, key, length)}`;
  return `${member("name")},${member("message")},${member("stack")}`;
}

/**
 * Whether it says nothing of itself as errors do. What cannot be read counts as an error, of which nothing is known.
 * @param {unknown} error
 */
function isNoError(error) {
  if (typeof error !== "object" || error === null) return true;
  if (isA(error, NativeError)) return false;
  try {
    return typeof (/** @type {{ message?: unknown }} */ (error).message) !== "string";
  } catch {
    return false;
  }
}

/**
 * `instanceof`, which a Proxy can make throw.
 * @param {unknown} value
 * @param {Function} type
 */
function isA(value, type) {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

/**
 * @param {unknown} error
 * @param {string} key
 * @param {number} [length]
 * @returns {string} a JSON string
 */
function textOf(error, key, length) {
  try {
    const text = /** @type {Record<string, unknown>} */ (error)[key];
    return stringify(text === undefined ? "" : cut(toText(text), length));
  } catch {
    return `""`;
  }
}

/** @param {unknown} error */
function errorHeadline(error) {
  try {
    const { name, message } = /** @type {Error} */ (error);
    return cut(toText(name) + (message === "" ? "" : `: ${toText(message)}`));
  } catch {
    return "an error that cannot be read";
  }
}

/**
 * @param {string} text
 * @param {number} [length]
 */
function cut(text, length = ERROR_TEXT) {
  return text.length > length ? `${slice(text, 0, length)}... (cut)` : text;
}
