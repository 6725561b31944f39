/**
 * What may move the cursor, change colours, retitle the window, reorder or hide text on a terminal: C0 but tab and line
 * feed, DEL, C1, zero-width and bidi controls, line and paragraph separators, interlinear and tag characters.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex -- the control characters are what it is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/**
 * The text with every character that a terminal would act on, or that hides text, shown as an escape such as
 * `\u{1b}`. Line feeds and tabs stay. Case R of the security notes: what servers and programs say is only ever read.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(
    UNSAFE,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}

/** The same for what is one line by its nature, the name of a file above all: line ends are escaped as well. */
export function escapeLineForTerminal(text: string): string {
  return escapeForTerminal(text).replaceAll("\n", "\\u{a}");
}
