const queue = ["alpha.md", "beta.md", "gamma.md"];
const done = {};
async function worker() {
  while (queue.length > 0) {
    const path = queue.shift();
    const { content } = await filesystem.read_text_file({ path });
    done[path] = content.length;
  }
}
await Promise.all([worker(), worker()]);
return done;
