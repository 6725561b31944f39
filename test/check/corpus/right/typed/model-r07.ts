// Rename and then undo.
const { content: a } = await filesystem.list_allowed_directories();
const root = a.split("\n").pop()!.trim();

class Journal {
  private readonly moves: Array<{ source: string; destination: string }> = [];

  async move(source: string, destination: string): Promise<void> {
    await filesystem.move_file({ source, destination });
    this.moves.push({ source, destination });
  }

  async undo(): Promise<number> {
    let n = 0;
    while (this.moves.length > 0) {
      const m = this.moves.pop()!;
      await filesystem.move_file({ source: m.destination, destination: m.source });
      n++;
    }
    return n;
  }
}

const j = new Journal();
await filesystem.create_directory({ path: `${root}/archive` });
await j.move(`${root}/alpha.md`, `${root}/archive/alpha-old.md`);
await j.move(`${root}/beta.md`, `${root}/archive/beta-old.md`);
const during = await filesystem.list_directory({ path: `${root}/archive` });
const undone = await j.undo();
const after = await filesystem.list_directory({ path: root });
return { during: during.content.split("\n"), undone, after: after.content.split("\n") };
