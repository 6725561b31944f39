const list = new Intl.ListFormat("en", { style: "long", type: "conjunction" });
const pr = new Intl.PluralRules("en");
const seg = new Intl.Segmenter("en", { granularity: "word" });
const text = await everything.echo({ message: "Hello there, world" });
const words = [...seg.segment(text)].filter((s) => s.isWordLike).map((s) => s.segment);
return { list: list.format(words), pr: pr.select(1), coll: ["b", "ä", "a"].sort(new Intl.Collator("de").compare), dn: new Intl.DisplayNames(["en"], { type: "region" }).of("US"), tz: Intl.DateTimeFormat().resolvedOptions().timeZone };
