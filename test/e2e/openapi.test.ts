import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FIXTURES, KEY, startPetstore } from "../openapi/petstore.ts";
import { createProject, type Project } from "./project.ts";

let petstore: { url: string; stop: () => void };
let project: Project;
let env: Record<string, string>;

beforeAll(async () => {
  petstore = await startPetstore();
  env = { PETS_URL: petstore.url, PETS_KEY: KEY };
  project = createProject({
    pets: { openapi: "petstore.yaml", baseUrl: "${PETS_URL}", auth: { key: "${PETS_KEY}" } },
  });
  project.write("petstore.yaml", readFileSync(path.join(FIXTURES, "petstore.yaml"), "utf8"));
});

afterAll(() => {
  petstore.stop();
  project.remove();
});

test("an OpenAPI document: generated, a wrong program refused, a right one run, the key in no output", async () => {
  const generated = await project.codemode(["generate"], { env });
  expect(generated.status).toBe(0);

  const wrong = await project.codemode(["check", "-", "--json"], {
    env,
    stdin: "return (await pets.getPet({ petId: 1 })).names;",
  });
  expect(wrong.status).not.toBe(0);
  expect(wrong.stdout).toContain("petId");
  expect(JSON.parse(wrong.stdout)).toMatchObject({ ok: false });

  const right = await project.codemode(["exec", "-", "--json"], {
    env,
    stdin: `
      const made = await pets.createPet({ body: { name: "Tom" } });
      const { name } = await pets.getPet({ petId: made.id });
      await pets.deletePet({ petId: made.id });
      return { name, others: (await pets.listPets({})).length };
    `,
  });
  expect(right.status).toBe(0);
  expect(JSON.parse(right.stdout)).toMatchObject({ result: { name: "Tom", others: 1 } });

  const files = project.list("codemode").map((file) => project.read(file));
  const outputs = [generated, wrong, right].flatMap(({ stdout, stderr }) => [stdout, stderr]);
  expect([...files, ...outputs].join("\n")).not.toContain(KEY);
  expect(project.read("codemode/codemode.lock.json")).toContain("${PETS_URL}");
});
