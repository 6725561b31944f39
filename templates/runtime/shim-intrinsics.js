// The built-ins that the shim uses, taken before the program is evaluated: the program shares this realm and may replace
// any of them. Nothing here reads a property of an object that a program can reach.

export const { parse, stringify } = JSON;
export const { apply, getPrototypeOf, has, ownKeys } = Reflect;
export const { freeze } = Object;
export const { isArray } = Array;
export const { isFinite } = Number;
export const toText = String;
export const toNumber = Number;
export const { trunc: truncate } = Math;
export const startTimer = setTimeout;
export const startInterval = setInterval;
/** Of either kind: their numbers are of one row. */
export const stopTimer = clearTimeout;
export const NativeDate = Date;
export const NativeError = Error;
export const NativePromise = Promise;
export const NativeMap = Map;
export const NativeSet = Set;
export const NativeRegExp = RegExp;
export const ObjectPrototype = Object.prototype;
/** Milliseconds of the isolate's clock, which stands still between a program's calls. */
export const { now } = Date;

const { defineProperty, setPrototypeOf } = Object;
/* oxlint-disable typescript/unbound-method -- called through `apply` with their objects, or in need of none */
export const { captureStackTrace } = Error;
export const { isView } = ArrayBuffer;
const { propertyIsEnumerable } = ObjectPrototype;
const { indexOf: textIndexOf, slice: textSlice } = String.prototype;
const nativeLog = console.log;
/* oxlint-enable typescript/unbound-method */
const nativeConsole = console;

/**
 * Writes a line to the process's own output, at once.
 * @param {string} line
 */
export function writeLine(line) {
  apply(nativeLog, nativeConsole, [line]);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} [end]
 * @returns {string}
 */
export function slice(text, start, end) {
  return apply(textSlice, text, [start, end]);
}

/**
 * @param {string} text
 * @param {string} part
 * @returns {number}
 */
export function indexOf(text, part) {
  return apply(textIndexOf, text, [part]);
}

/**
 * The object's own enumerable properties with names, in their order.
 * @param {object} object
 * @param {(key: string) => void} visit
 */
export function eachKey(object, visit) {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i];
    if (typeof key === "string" && apply(propertyIsEnumerable, object, [key])) visit(key);
  }
}

/**
 * A constant global. Constant, because a program that replaces `github` would fool only itself, and does it by mistake.
 * @param {string} name
 * @param {unknown} value
 */
export function publish(name, value) {
  const changeable = name === "console";
  defineProperty(globalThis, name, describe(value, { enumerable: false, changeable }));
}

/**
 * @param {object} object
 * @param {string} key
 * @param {unknown} value
 */
export function show(object, key, value) {
  defineProperty(object, key, describe(value, { enumerable: true, changeable: true }));
}

/**
 * @param {object} object
 * @param {string} key
 * @param {unknown} value
 */
export function hide(object, key, value) {
  defineProperty(object, key, describe(value, { enumerable: false, changeable: true }));
}

/**
 * @param {unknown} value
 * @param {{ enumerable: boolean, changeable: boolean }} flags
 * @returns {PropertyDescriptor}
 */
function describe(value, { enumerable, changeable }) {
  const descriptor = { value, enumerable, writable: changeable, configurable: changeable };
  return setPrototypeOf(descriptor, null);
}
