interface Directive {
  /** One of these is in every text that the pattern finds, in lower case: nearly all texts need no more than that. */
  words: readonly string[];
  /** Bounded, so that no text makes it slow. */
  pattern: RegExp;
}

/**
 * Text that reads as if it told a model what to do. Most of it is meant well ("IMPORTANT: call X first"), and nothing
 * tells that from an attack by its form: so these only ask a person to look.
 */
const DIRECTIVES: readonly Directive[] = [
  {
    // Tags that set a part of the text above the rest, and the control tokens of models.
    words: ["<"],
    pattern:
      /<\/?(?:important|system|instructions?|critical|secret|hidden|admin|assistant)\b[^<>]{0,80}>|<\|[a-z_]{2,30}\|>|<<SYS>>/i,
  },
  { words: ["[inst]", "[/inst]"], pattern: /\[\/?INST\]/ },
  {
    // What was said before does not count.
    words: ["ignore", "disregard", "forget", "override", "bypass"],
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|system|instructions?|rules|prompts?)\b/i,
  },
  {
    // Behind the user's back.
    words: ["user", "human", "anyone"],
    pattern:
      /\b(?:do not|don't|never|without)\b[^.\n]{0,30}\b(?:tell|mention|reveal|inform|notify|show)(?:ing)?\b[^.\n]{0,30}\b(?:user|human|anyone)\b/i,
  },
  {
    words: ["important", "critical", "always", "you must"],
    pattern: /\b(?:IMPORTANT|CRITICAL)\b[^.\n]{0,40}:|\bALWAYS [a-z]|\b[Yy]ou MUST\b/,
  },
  {
    words: ["you must "],
    pattern:
      /\byou must (?:first |always |also |never |not )?(?:ask|call|include|pass|read|run|send|tell|use)\b/i,
  },
  {
    words: ["before "],
    pattern: /\bbefore (?:using|calling|invoking)\b[^.\n]{0,60}\b(?:read|call|send|run|open)\b/i,
  },
  {
    // About another tool.
    words: ["is used", "is called", "is invoked"],
    pattern:
      /\b(?:when|whenever|if)\b[^\n]{0,60}\bis (?:used|called|invoked)\b[^.\n]{0,20}\b(?:also|first|instead)\b/i,
  },
  {
    // Where secrets lie.
    words: ["~/.", "id_rsa", "id_ed25519", "/etc/"],
    pattern:
      /~\/\.(?:ssh|aws|gnupg|netrc|npmrc|cursor)\b|\bid_(?:rsa|ed25519)\b|\/etc\/(?:passwd|shadow)\b/,
  },
];

const ENCODED = /[A-Za-z0-9+/]{200}/;
const ENCODED_LENGTH = 200;

/** Values and names: one short word tells nobody anything. */
const WORD = /^[\w.-]{0,60}$/;

/** Where such a text begins, or `null`. */
export function findDirective(text: string): number | null {
  if (WORD.test(text)) return null;
  const lower = text.toLowerCase();
  const found = DIRECTIVES.filter(({ words }) => words.some((word) => lower.includes(word))).map(
    ({ pattern }) => pattern.exec(text)?.index ?? Infinity,
  );
  if (text.length >= ENCODED_LENGTH) found.push(ENCODED.exec(text)?.index ?? Infinity);
  const first = Math.min(...found);
  return first === Infinity ? null : first;
}
