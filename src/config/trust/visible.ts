/**
 * What is shown as it is: ASCII, letters, digits, punctuation and symbols. Everything else (controls, bidi and zero-width
 * characters, other spaces, combining marks, what is unassigned) hides, moves or overprints text, or looks like a space.
 */
const HIDDEN = /[^\x20-\x7e\p{L}\p{N}\p{P}\p{S}]|[\u115f\u1160\u2800\u3164\uffa0]/gu;

/** The text on one line, with nothing hidden in it and nothing left out. */
export function visible(text: string): string {
  // What the text itself writes like an escape is told apart from one.
  return escapeHidden(text.replace(/\\(?=u\{)/g, "\\\\"));
}

function escapeHidden(text: string): string {
  return text.replace(
    HIDDEN,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}

/** One argument of a command: in quotes where its ends could be doubted. */
export function visibleArgument(argument: string): string {
  if (/^[\w@%+=:,./${}~^-]+$/.test(argument)) return argument;
  return escapeHidden(`"${argument.replace(/["\\]/g, "\\$&")}"`);
}
