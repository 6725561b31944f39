import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { renderChangelog } from "../../src/diff/changelog.ts";
import { compareSurfaces, type SurfaceDiff } from "../../src/diff/compare.ts";
import { planVersion } from "../../src/diff/plan-version.ts";
import { stepVersion, type VersionStep } from "../../src/diff/version.ts";
import type { SurfaceTool } from "../../src/lock/types.ts";

const tool = (name: string, types = "t", docs = "d"): SurfaceTool => ({
  server: "s",
  tool: name,
  types,
  docs,
});
const nothing: SurfaceDiff = { added: [], removed: [], changed: [], docsOnly: [] };

const SURFACES: [
  string,
  { given: [SurfaceTool[], SurfaceTool[]]; want: SurfaceDiff; version: string },
][] = [
  ["the same", { given: [[tool("a")], [tool("a")]], want: nothing, version: "1.0.0" }],
  [
    "other words",
    {
      given: [[tool("a")], [tool("a", "t", "e")]],
      want: { ...nothing, docsOnly: ["s.a"] },
      version: "1.0.1",
    },
  ],
  [
    "a tool more",
    {
      given: [[tool("a")], [tool("a"), tool("b")]],
      want: { ...nothing, added: ["s.b"] },
      version: "1.1.0",
    },
  ],
  [
    "a tool less",
    {
      given: [[tool("a"), tool("b")], [tool("b")]],
      want: { ...nothing, removed: ["s.a"] },
      version: "2.0.0",
    },
  ],
  [
    "other types",
    {
      given: [[tool("a")], [tool("a", "u", "e")]],
      want: { ...nothing, changed: ["s.a"] },
      version: "2.0.0",
    },
  ],
  [
    "everything at once: the highest step",
    {
      given: [
        [tool("a"), tool("b"), tool("c")],
        [tool("b", "u"), tool("c", "t", "e"), tool("z"), tool("d")],
      ],
      want: { added: ["s.d", "s.z"], removed: ["s.a"], changed: ["s.b"], docsOnly: ["s.c"] },
      version: "2.0.0",
    },
  ],
];

test.each(SURFACES)("%s", (_name, { given: [before, after], want, version }) => {
  expect(compareSurfaces(before, after)).toEqual(want);
  expect(planVersion(after, { version: "1.0.0", tools: before }, false).version).toBe(version);
});

const STEPS: [string, VersionStep, string][] = [
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "none", "1.2.3"],
  ["9.99.100", "minor", "9.100.0"],
];
test.each(STEPS)("%s moved by %s is %s", (version, step, want) => {
  expect(stepVersion(version, step)).toBe(want);
});

describe("planVersion", () => {
  test("the first surface is 1.0.0 and released", () => {
    const plan = planVersion([tool("a")], null, false);
    expect(plan.version).toBe("1.0.0");
    expect(plan.released).toEqual({ version: "1.0.0", tools: [tool("a")] });
  });

  test("is counted from the released version however often it is asked", () => {
    const released = { version: "1.4.0", tools: [tool("a")] };
    const first = planVersion([tool("a"), tool("b")], released, false);
    const second = planVersion([tool("a"), tool("b"), tool("c")], first.released, false);
    expect([first.version, second.version]).toEqual(["1.5.0", "1.5.0"]);
  });

  test("a change that is taken back takes the version back", () => {
    const first = planVersion([], { version: "1.0.0", tools: [tool("a")] }, false);
    expect(first.version).toBe("2.0.0");
    expect(planVersion([tool("a")], first.released, false).version).toBe("1.0.0");
  });

  test("release makes the present surface the base", () => {
    const plan = planVersion(
      [tool("a"), tool("b")],
      { version: "1.0.0", tools: [tool("a")] },
      true,
    );
    expect(plan.released).toEqual({ version: "1.1.0", tools: [tool("a"), tool("b")] });
    expect(planVersion([tool("a"), tool("b")], plan.released, false).step).toBe("none");
  });

  test("a released version that is no version is not counted from", () => {
    expect(planVersion([tool("a")], { version: "banana", tools: [] }, false).version).toBe("1.0.0");
  });
});

describe("renderChangelog", () => {
  const base = {
    previous: null,
    version: "1.0.0",
    released: "1.0.0",
    diff: nothing,
    release: false,
  };
  const first = renderChangelog(base);
  const diff = { ...nothing, added: ["s.b"] };
  const unreleased = renderChangelog({ ...base, previous: first, version: "1.1.0", diff });

  test("the first version", () => {
    expect(first).toContain("## 1.0.0\n\nFirst version.\n");
  });

  test("the unreleased section is on top and is made anew", () => {
    expect(unreleased).toContain("## 1.1.0 (unreleased)\n\n### Added\n\n- `s.b`\n\n## 1.0.0\n");
    expect(renderChangelog({ ...base, previous: unreleased, version: "1.1.0", diff })).toBe(
      unreleased,
    );
    expect(renderChangelog({ ...base, previous: unreleased })).toBe(first);
  });

  test("a release makes it permanent, with what people wrote into it", () => {
    const released = renderChangelog({
      ...base,
      previous: unreleased,
      version: "1.1.0",
      diff,
      release: true,
    });
    expect(released).toContain("## 1.1.0\n");
    const edited = released.replace("- `s.b`", "- `s.b`: by hand");
    const next = renderChangelog({
      previous: edited,
      version: "2.0.0",
      released: "1.1.0",
      diff: { ...nothing, removed: ["s.a"] },
      release: false,
    });
    expect(next).toContain("## 2.0.0 (unreleased)\n\n### Removed\n\n- `s.a`\n\n## 1.1.0\n");
    expect(next).toContain("- `s.b`: by hand");
    expect(next).toContain("## 1.0.0\n\nFirst version.\n");
  });

  test("a lost file begins again at the released version", () => {
    expect(renderChangelog({ ...base, released: "3.1.0", version: "3.1.0" })).toContain(
      "## 3.1.0\n",
    );
  });

  test("prettier's defaults leave it alone", async () => {
    expect(await format(unreleased, { filepath: "CHANGELOG.md" })).toBe(unreleased);
    expect(await format(first, { filepath: "CHANGELOG.md" })).toBe(first);
  });
});
