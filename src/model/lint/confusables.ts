/**
 * Letters of other alphabets that look like one of ASCII, each behind it. From confusables.txt of Unicode 17 (UTS #39,
 * https://www.unicode.org/reports/tr39/#Confusable_Detection): those of the alphabets that Latin is mixed with unseen.
 * What NFKC makes a Latin letter of (full width, mathematical, ligatures) needs no entry.
 */
const LOOKALIKES: readonly string[] = [
  // Cyrillic
  "3З 3Ӡ 6б aа AА bЬ BВ cс CС dԁ eе eҽ EЕ GԌ hһ HН iі iꙇ jј JЈ KК lІ lӏ lӀ MМ oо OО pр PР qԛ rг sѕ SЅ TТ vѵ VѴ",
  "wѡ wш wԝ WԜ xх XХ yу yү YУ YҮ",
  // Greek
  "aα AΑ BΒ EΕ FϜ HΗ iι jϳ JͿ KΚ lΙ MΜ MϺ NΝ oο oσ OΟ pρ pϸ PΡ TΤ uυ vν XΧ yγ YΥ ZΖ",
  // Armenian
  "fք gց hհ iւ nո nռ oօ OՕ qգ qզ SՏ uս UՍ wա",
  // Latin
  "2Ƨ 3Ʒ 5Ƽ aɑ bƄ cᴄ fƒ gɡ iı iɪ iɩ lƖ lǀ oᴏ pþ pƿ RƦ sꜱ sƽ uᴜ uʋ vᴠ wɯ wᴡ yɣ yʏ zᴢ",
];

const LETTERS = new Map(
  LOOKALIKES.flatMap((line) => line.split(" ")).map((pair) => {
    const [ascii = "", letter = ""] = pair;
    return [letter, ascii];
  }),
);

/**
 * What a name looks like. Two names that have one of these in common look alike: the first leaves out upper and lower
 * case, the second what tells `l`, `I` and `1`, `O` and `0` apart.
 */
export function skeletonsOf(name: string): [folded: string, shapes: string] {
  const latin = Array.from(name.normalize("NFKC"), (letter) => LETTERS.get(letter) ?? letter).join(
    "",
  );
  return [latin.toLowerCase(), latin.replaceAll(/[I1|]/g, "l").replaceAll("0", "O")];
}

/** Alphabets whose letters are taken for those of another. */
const ALPHABETS: readonly [name: string, letters: RegExp][] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Coptic", /\p{Script=Coptic}/u],
  ["Lisu", /\p{Script=Lisu}/u],
];

/** The alphabets that one word of a name is written in, when there are several. */
export function mixedAlphabets(name: string): string[] {
  for (const word of name.match(/[\p{L}\p{M}]+/gu) ?? []) {
    const found = ALPHABETS.filter(([, letters]) => letters.test(word));
    if (found.length > 1) return found.map(([alphabet]) => alphabet);
  }
  return [];
}
