class Repo {
  #cache = new Map();
  constructor(owner, name) { this.owner = owner; this.name = name; }
  get slug() { return `${this.owner}/${this.name}`; }
  async issues(state = "open") {
    if (!this.#cache.has(state)) this.#cache.set(state, (await github.list_issues({ owner: this.owner, repo: this.name, state: state as "open" | "closed" })).items);
    return this.#cache.get(state);
  }
  async *titles() { for (const i of await this.issues()) yield i.title; }
}
const repo = new Repo("a", "b");
const out = [];
for await (const t of repo.titles()) out.push(t);
return { slug: repo.slug, owner: repo.owner, out };
