/** Counts of o200k_base, the encoding of current OpenAI models; others differ by some percent. */
export interface TokenCounter {
  count(text: string): number;
  /** Whether a text has at most so many tokens; does not read on once it has more. */
  fits(text: string, limit: number): boolean;
}

export const ENCODING = "o200k_base";

/** Loads the encoding, which takes a quarter of a second: only `generate` and `serve` need it. */
export async function loadTokenCounter(): Promise<TokenCounter> {
  const { countTokens, isWithinTokenLimit } = await import("gpt-tokenizer/encoding/o200k_base");
  return {
    count: (text) => countTokens(text),
    fits: (text, limit) => isWithinTokenLimit(text, limit) !== false,
  };
}
