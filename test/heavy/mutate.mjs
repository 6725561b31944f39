// Changes what goes over a wire, the same way for the same seed.

/** Numbers from 0 to 1 (mulberry32). @param {number} seed */
export function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** JSON that stands where other JSON is expected. */
const ODD_VALUES = [
  "null",
  "[]",
  "{}",
  '""',
  "true",
  "-1",
  "1e999",
  "9007199254740993",
  '"\\ud800"',
  '"\\u0000"',
  '"\\u202e\\u2066"',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{}}}',
  '{"then":1}',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  `"${"x".repeat(100_000)}"`,
];

/** What leaves it JSON gets further in. */
const VALID = [replaceValue, renameKey, insertLine];
const BROKEN = [flipByte, dropBytes, repeatBytes, truncate];

/**
 * One to three changes of a text that holds JSON.
 *
 * @param {string} text
 * @param {() => number} random
 * @returns {Buffer}
 */
export function mutate(text, random) {
  let bytes = Buffer.from(text);
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    bytes = pick(random() < 0.8 ? VALID : BROKEN, random)(bytes, random);
  }
  return bytes;
}

export function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

function place(bytes, random) {
  return Math.floor(random() * bytes.length);
}

function flipByte(bytes, random) {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed[place(bytes, random)] = Math.floor(random() * 256);
  return changed;
}

function dropBytes(bytes, random) {
  const at = place(bytes, random);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(random() * 20))]);
}

function repeatBytes(bytes, random) {
  const at = place(bytes, random);
  const part = bytes.subarray(at, at + 1 + Math.floor(random() * 200));
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
}

function truncate(bytes, random) {
  return bytes.subarray(0, place(bytes, random));
}

/** Any string, number or literal becomes something else. */
function replaceValue(bytes, random) {
  const text = bytes.toString("latin1");
  const values = [
    ...text.matchAll(/(?<=[:[,])(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|null|\{\}|\[\])/g),
  ];
  if (values.length === 0) return bytes;
  const found = pick(values, random);
  const after = text.slice(found.index + found[0].length);
  return Buffer.from(`${text.slice(0, found.index)}${pick(ODD_VALUES, random)}${after}`, "latin1");
}

function renameKey(bytes, random) {
  const text = bytes.toString("latin1");
  const keys = [...text.matchAll(/"\w+"(?=:)/g)];
  if (keys.length === 0) return bytes;
  const found = pick(keys, random);
  const name = pick(['"__proto__"', '"id"', '"method"', '"result"', '"error"', '"x"'], random);
  const after = text.slice(found.index + found[0].length);
  return Buffer.from(`${text.slice(0, found.index)}${name}${after}`, "latin1");
}

/** Something else than an answer between the messages. */
function insertLine(bytes, random) {
  const line = pick(
    [
      "Starting...\n",
      "\u001b[31mred\u001b[0m\n",
      '{"jsonrpc":"2.0","id":9999,"result":{}}\n',
      '{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"no"}}\n',
      '{"jsonrpc":"2.0","id":7,"method":"roots/list"}\n',
      '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n',
      "[]\n",
      "\n\n",
    ],
    random,
  );
  return random() < 0.5
    ? Buffer.concat([Buffer.from(line), bytes])
    : Buffer.concat([bytes, Buffer.from(`\n${line}`)]);
}
