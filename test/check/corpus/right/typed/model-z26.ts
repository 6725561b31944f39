class Repo {
  #cache = new Map<string, string>();
  static readonly ROOT = ".";
  private readonly prefix: string;
  constructor(prefix: string = Repo.ROOT) { this.prefix = prefix; }
  get size() { return this.#cache.size; }
  async load(name: string) {
    const hit = this.#cache.get(name);
    if (hit !== undefined) return hit;
    const { content } = await filesystem.read_text_file({ path: `${this.prefix}/${name}` });
    this.#cache.set(name, content);
    return content;
  }
  async *[Symbol.asyncIterator]() {
    for (const n of ["alpha.md", "beta.md"]) yield [n, await this.load(n)] as const;
  }
}
const repo = new Repo();
const out: Record<string, number> = {};
for await (const [n, t] of repo) out[n] = t.length;
return { out, size: repo.size };
