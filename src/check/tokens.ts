import type { Comment } from "oxc-parser";

/**
 * The offset of the next character that is neither white space nor in a comment; the text's length when there is none.
 * @param comments sorted, as the parser gives them
 */
export function skipTrivia(text: string, from: number, comments: readonly Comment[]): number {
  let offset = from;
  for (;;) {
    const comment = commentAt(comments, offset);
    if (comment !== undefined) offset = comment.end;
    else if (offset < text.length && /\s/.test(text[offset] as string)) offset += 1;
    else return offset;
  }
}

/** The offset of the first occurrence of a character outside comments, or -1. */
export function findCharacter(
  text: string,
  character: string,
  from: number,
  comments: readonly Comment[],
): number {
  for (let offset = skipTrivia(text, from, comments); offset < text.length;) {
    if (text[offset] === character) return offset;
    offset = skipTrivia(text, offset + 1, comments);
  }
  return -1;
}

/** The words between two offsets, comments left out, with where each begins. Stops at the first other character. */
export function wordsBetween(
  text: string,
  from: number,
  to: number,
  comments: readonly Comment[],
): { word: string; start: number }[] {
  const words: { word: string; start: number }[] = [];
  let offset = skipTrivia(text, from, comments);
  while (offset < to) {
    const word = /^[a-z]+/.exec(text.slice(offset, to))?.[0];
    if (word === undefined) break;
    words.push({ word, start: offset });
    offset = skipTrivia(text, offset + word.length, comments);
  }
  return words;
}

function commentAt(comments: readonly Comment[], offset: number): Comment | undefined {
  let low = 0;
  let high = comments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const comment = comments[middle] as Comment;
    if (offset < comment.start) high = middle - 1;
    else if (offset >= comment.end) low = middle + 1;
    else return comment;
  }
  return undefined;
}
