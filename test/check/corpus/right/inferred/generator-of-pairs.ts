function* pairs<T>(list: T[]): Generator<[T, T]> {
  for (let index = 0; index + 1 < list.length; index += 2) yield [list[index], list[index + 1]];
}
const { items } = await github.list_commits({ owner: "acme", repo: "widgets" });
const out = [];
for (const [one, other] of pairs(items)) out.push(`${one.sha}..${other.sha}`);
return out;
