// A string that a regular expression of a schema matches, for the expressions that people write in schemas.

/**
 * The shortest way through: first alternatives, as few repetitions as allowed.
 *
 * @param {string} source
 * @returns {string | null} `null` where this does not understand it
 */
export function samplePattern(source) {
  const text = { source, at: 0 };
  try {
    const sample = alternatives(text);
    const isWhole = sample !== null && text.at === source.length;
    return isWhole && new RegExp(source, "u").test(sample) ? sample : null;
  } catch {
    // No regular expression, or one of another dialect.
    return null;
  }
}

function alternatives(text) {
  const first = sequence(text);
  while (text.source[text.at] === "|") {
    text.at += 1;
    if (sequence(text) === null) return null;
  }
  return first;
}

function sequence(text) {
  let sample = "";
  while (text.at < text.source.length && !"|)".includes(text.source[text.at])) {
    const part = atom(text);
    if (part === null) return null;
    sample += part.repeat(repetitions(text));
  }
  return sample;
}

function atom(text) {
  const { source } = text;
  const character = source[text.at];
  text.at += 1;
  switch (character) {
    case "^":
    case "$":
      return "";
    case ".":
      return "x";
    case "\\":
      text.at += 1;
      return escaped(source[text.at - 1]);
    case "[":
      return characterClass(text);
    case "(": {
      const group = /^\?(?::|<[A-Za-z]\w*>)/.exec(source.slice(text.at));
      text.at += group?.[0].length ?? 0;
      // Looking around is beyond this.
      if (source[text.at] === "?") return null;
      const inner = alternatives(text);
      text.at += 1;
      return inner;
    }
    default:
      return character ?? null;
  }
}

function escaped(letter) {
  switch (letter) {
    case "d":
      return "1";
    case "w":
    case "S":
    case "D":
      return "a";
    case "s":
      return " ";
    case "b":
      return "";
    default:
      return letter !== undefined && /\W/.test(letter) ? letter : null;
  }
}

const SAMPLES = Array.from("a1A-_ /.#x:");

function characterClass(text) {
  const end = text.source.indexOf("]", text.at + 1);
  if (end === -1) return null;
  const body = text.source.slice(text.at, end);
  text.at = end + 1;
  const isOne = new RegExp(`[${body}]`);
  return (
    SAMPLES.find((character) => isOne.test(character)) ??
    Array.from(body).find((one) => isOne.test(one)) ??
    null
  );
}

function repetitions(text) {
  const quantifier = /^(?:([*?])|(\+)|\{(\d+)(?:,\d*)?\})\??/.exec(text.source.slice(text.at));
  if (quantifier === null) return 1;
  text.at += quantifier[0].length;
  if (quantifier[1] !== undefined) return 0;
  return quantifier[2] === undefined ? Number(quantifier[3]) : 1;
}
