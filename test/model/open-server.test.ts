import { expect, test } from "vitest";
import { buildModel } from "../../src/model/build.ts";
import { openServerModel } from "../../src/model/open-server.ts";
import { CATALOGS } from "../check/sdk.ts";

test("tools that are asked for one by one are those of the whole model", () => {
  const { servers } = buildModel(CATALOGS, { filters: new Map() });
  expect(servers).toHaveLength(CATALOGS.length);
  for (const whole of servers) {
    const catalog = CATALOGS.find(({ server }) => server === whole.key);
    if (catalog === undefined) throw new Error(`no catalog ${whole.key}`);
    const names = new Map(whole.tools.map((tool) => [tool.wireName, tool]));
    const opened = openServerModel(catalog, { name: whole.name, tools: names });
    const tools = whole.tools.toReversed().map(({ wireName }) => opened.tool(wireName));
    expect({ ...opened.server, tools: tools.toReversed() }).toEqual(whole);
    expect(opened.tool("no_such_tool")).toBeNull();
  }
});
