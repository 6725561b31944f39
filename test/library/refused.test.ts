import { afterAll, beforeAll, expect, test } from "vitest";
import { openCodemode, type Codemode } from "../../src/index.ts";
import { createCalculatorProject } from "../cli/generated-project.ts";
import type { Project } from "../e2e/project.ts";
import { descendantsOf, exposedBy } from "../run/processes.ts";

let project: Project;
let codemode: Codemode;
beforeAll(async () => {
  project = await createCalculatorProject();
  codemode = await openCodemode({ cwd: project.dir });
});
afterAll(async () => {
  await codemode.close();
  project.remove();
});

const servers = (): number =>
  descendantsOf(process.pid).filter((pid) => exposedBy(pid).includes("calculator.mjs")).length;

test.runIf(process.platform === "linux")(
  "no server is started for a program that is refused, whatever refuses it",
  async () => {
    const refused: [string, { deny?: string[] }][] = [
      ["return await calculator.add(", {}],
      ["return await calculator.add({ a: eval('1'), b: 2 });", {}],
      ["return await calculator.add({ a: 1 });", {}],
      ["return await calculator.add({ a: 1, b: 2 });", { deny: ["calculator.*"] }],
    ];
    for (const [source, policy] of refused) {
      const { executed } = await codemode.exec(source, policy);
      expect({ source, executed, servers: servers() }).toEqual({
        source,
        executed: false,
        servers: 0,
      });
    }
    expect((await codemode.exec("return await calculator.add({ a: 1, b: 2 });")).ok).toBe(true);
    expect(servers()).toBe(1);
  },
);
