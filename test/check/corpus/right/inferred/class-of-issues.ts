class Board {
  readonly #repo: string;
  constructor(repo: string) {
    this.#repo = repo;
  }
  async open() {
    const { items } = await github.list_issues({ owner: "acme", repo: this.#repo, state: "open" });
    return items;
  }
  async close(issue_number: number): Promise<string> {
    const { state } = await github.update_issue({ owner: "acme", repo: this.#repo, issue_number, state: "closed" });
    return state;
  }
}
const board = new Board("widgets");
const open = await board.open();
const states = [];
for (const issue of open.slice(0, 2)) states.push(await board.close(issue.number));
return states;
