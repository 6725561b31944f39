/**
 * What is shown as it is: ASCII, letters, digits, punctuation and symbols. Everything else (controls, bidi and zero-width
 * characters, other spaces, combining marks, what is unassigned) hides, moves or overprints text, or looks like a space.
 */
const HIDDEN = /[^\x20-\x7e\p{L}\p{N}\p{P}\p{S}]|[\u115f\u1160\u2800\u3164\uffa0]/gu;

const WORD = /[\p{L}\p{N}]+/gu;

/** The hosts of addresses that a text holds, wherever it holds them. */
const HOSTS = /(?<=:\/\/(?:[^/?#\s"'@]*@)?)[^/?#\s"'@]+/g;

/** The text on one line, with nothing hidden in it and nothing left out. */
export function visible(text: string): string {
  // What the text itself writes like an escape is told apart from one.
  return escapeHidden(text.replace(/\\(?=u\{)/g, "\\\\"));
}

/**
 * The hosts that are not written in ASCII, as they are asked for: a whole word of another script can look like one of ours.
 */
export function hostsInAscii(text: string): string[] {
  return (text.match(HOSTS) ?? []).flatMap((host) => {
    if (/^[\x20-\x7e]*$/.test(host) || !URL.canParse(`https://${host}`)) return [];
    return [new URL(`https://${host}`).host];
  });
}

function escapeHidden(text: string): string {
  return text.replace(HIDDEN, escapeCharacter).replace(WORD, escapeForeign);
}

/** In a word with Latin letters, one of another script looks like one of them; an accent is seen. */
function escapeForeign(word: string): string {
  if (!/[A-Za-z]/.test(word)) return word;
  return word.replace(/[^\x20-\x7e]/gu, (character) =>
    /^[A-Za-z]./u.test(character.normalize("NFD")) ? character : escapeCharacter(character),
  );
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

/** One argument of a command: in quotes where its ends could be doubted. */
export function visibleArgument(argument: string): string {
  if (/^[\w@%+=:,./${}~^-]+$/.test(argument)) return argument;
  return escapeHidden(`"${argument.replace(/["\\]/g, "\\$&")}"`);
}
