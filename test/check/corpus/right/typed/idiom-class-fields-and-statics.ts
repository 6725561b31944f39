class Cache {
  static hits = 0;
  store = {};
  async get(path) {
    if (this.store[path]) {
      Cache.hits += 1;
      return this.store[path];
    }
    const { content } = await filesystem.read_text_file({ path });
    this.store[path] = content;
    return content;
  }
}
const cache = new Cache();
await cache.get("alpha.md");
await cache.get("alpha.md");
return Cache.hits;
