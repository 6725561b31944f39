import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import { buildRequest } from "../../src/openapi/call/build-request.ts";
import { pathText, queryPairs } from "../../src/openapi/call/encode.ts";
import type { ParameterRecipe, Recipe, SecurityNeed } from "../../src/openapi/recipe.ts";

type Style = ParameterRecipe["style"];

function parameter(more: Partial<ParameterRecipe> = {}): ParameterRecipe {
  return { input: "p", name: "p", in: "query", style: "form", explode: false, ...more };
}

const LIST = ["a", "b/c"];
const OBJECT = { x: 1, y: "2&" };

/** `[style, explode, text of a list, of an object]`; OpenAPI 3.1.1, "Style Examples". */
const PATH_STYLES: [Style, boolean, string, string][] = [
  ["simple", false, "a,b%2Fc", "x,1,y,2%26"],
  ["simple", true, "a,b%2Fc", "x=1,y=2%26"],
  ["label", false, ".a,b%2Fc", ".x,1,y,2%26"],
  ["label", true, ".a.b%2Fc", ".x=1.y=2%26"],
  ["matrix", false, ";p=a,b%2Fc", ";p=x,1,y,2%26"],
  ["matrix", true, ";p=a;p=b%2Fc", ";x=1;y=2%26"],
];

test.each(PATH_STYLES)("path, %s, explode %j", (style, explode, list, object) => {
  const recipe = parameter({ in: "path", style, explode });
  expect([pathText(recipe, LIST), pathText(recipe, OBJECT)]).toEqual([list, object]);
});

const QUERY_STYLES: [Style, boolean, string, string][] = [
  ["form", true, "p=a&p=b%2Fc", "x=1&y=2%26"],
  ["form", false, "p=a,b%2Fc", "p=x,1,y,2%26"],
  ["spaceDelimited", false, "p=a%20b%2Fc", "p=x%201%20y%202%26"],
  ["pipeDelimited", false, "p=a%7Cb%2Fc", "p=x%7C1%7Cy%7C2%26"],
  ["deepObject", true, "p%5B%5D=a&p%5B%5D=b%2Fc", "p%5Bx%5D=1&p%5By%5D=2%26"],
];

test.each(QUERY_STYLES)("query, %s, explode %j", (style, explode, list, object) => {
  const text = (value: JsonValue): string =>
    queryPairs(parameter({ style, explode }), value)
      .map((pair) => pair.join("="))
      .join("&");
  expect([text(LIST), text(OBJECT)]).toEqual([list, object]);
});

interface Given {
  parameters?: ParameterRecipe[];
  needs?: SecurityNeed[];
  path?: string;
  headers?: Record<string, string>;
}

function recipeOf({ parameters = [parameter()], needs = [], path = "/a" }: Given): Recipe {
  return {
    method: "get",
    server: null,
    path,
    parameters,
    body: null,
    accept: "*/*",
    responses: [],
    security: [needs],
  };
}

function build(input: JsonObject, given: Given = {}): { url: string; headers: object } {
  const { needs = [], headers = {} } = given;
  const recipe = recipeOf(given);
  const auth = { s: "u:key 1" };
  const built = buildRequest({ recipe, baseUrl: "https://a.test/v1", headers, needs, auth }, input);
  return { url: built.url, headers: Object.fromEntries(built.headers) };
}

const CREDENTIALS: [SecurityNeed["kind"], { url: string; headers: JsonObject }][] = [
  ["header", { url: "https://a.test/v1/a", headers: { k: "u:key 1" } }],
  ["query", { url: "https://a.test/v1/a?k=u%3Akey%201", headers: {} }],
  ["cookie", { url: "https://a.test/v1/a", headers: { cookie: "k=u%3Akey%201" } }],
  ["bearer", { url: "https://a.test/v1/a", headers: { authorization: "Bearer u:key 1" } }],
  ["basic", { url: "https://a.test/v1/a", headers: { authorization: "Basic dTprZXkgMQ==" } }],
];

test.each(CREDENTIALS)("credentials: %s", (kind, { url, headers }) => {
  const built = build({}, { needs: [{ scheme: "s", kind, name: "k" }] });
  expect(built).toEqual({ url, headers: { accept: "*/*", ...headers } });
});

/** As a catalog that somebody has tampered with would have them: a document's are left out before. */
test.each(["Host", "authorization", "Cookie", "Content-Length", "Proxy-Authorization"])(
  "no program sets the header %s",
  (name) => {
    const parameters = [parameter({ in: "header", style: "simple", name })];
    expect(build({ p: "mine" }, { parameters }).headers).toEqual({ accept: "*/*" });
  },
);

test("headers of the configuration and of a scheme win over a program's", () => {
  const parameters = [parameter({ in: "header", style: "simple", name: "X-Key" })];
  const needs: SecurityNeed[] = [{ scheme: "s", kind: "header", name: "x-key" }];
  expect(build({ p: "mine" }, { parameters, needs }).headers).toMatchObject({ "x-key": "u:key 1" });
  const headers = { "x-key": "configured" };
  expect(build({ p: "mine" }, { parameters, headers }).headers).toMatchObject({
    "x-key": "configured",
  });
});

test.each(["a\r\nx-b: c", "a\u0000", "ü"])("the header value %j is not sent", (p) => {
  const parameters = [parameter({ in: "header", style: "simple", name: "X-A" })];
  expect(() => build({ p }, { parameters })).toThrow("characters that a header cannot have");
});

test.each(["query", "cookie"] as const)(
  "a member of an exploded object is no credential: %s",
  (place) => {
    const parameters = [parameter({ in: place, explode: true })];
    const needs: SecurityNeed[] = [{ scheme: "s", kind: place, name: "k" }];
    expect(() => build({ p: { k: "mine" } }, { parameters, needs })).toThrow(
      "`k` is the name of a credential",
    );
    expect(() => build({ p: { other: "mine" } }, { parameters, needs })).not.toThrow();
  },
);

test("a cookie's value ends no cookie", () => {
  const parameters = [parameter({ in: "cookie", explode: true })];
  expect(build({ p: "a; b=c" }, { parameters }).headers).toMatchObject({
    cookie: "p=a%3B%20b%3Dc",
  });
});

const STEPS: [string, string][] = [
  ["a/../../b", "a%2F..%2F..%2Fb"],
  ["/", "%2F"],
  ["%2f", "%252f"],
  ["%2e%2e", "%252e%252e"],
  ["?a=b", "%3Fa%3Db"],
  ["#a", "%23a"],
  ["\\", "%5C"],
  ["@host", "%40host"],
  ["\r\n", "%0D%0A"],
];

const inPath = parameter({ in: "path", style: "simple" });

test.each(STEPS)("the path parameter %j stays in its step", (p, step) => {
  const { url } = build({ p }, { parameters: [inPath], path: "/x/{p}/y" });
  expect(url).toBe(`https://a.test/v1/x/${step}/y`);
  expect(new URL(url).pathname).toBe(`/v1/x/${step}/y`);
});

test.each(["", ".", ".."])("the path parameter %j is refused", (p) => {
  expect(() => build({ p }, { parameters: [inPath], path: "/x/{p}/y" })).toThrow("must not be");
});

test("two path parameters make no climb together", () => {
  const parameters = [inPath, { ...inPath, input: "q", name: "q" }];
  expect(() => build({ p: ".", q: "." }, { parameters, path: "/x/{p}{q}/y" })).toThrow("`..`");
});

/** As a variable with a line end in its middle would make them. */
test.each(["header", "bearer"] as const)(
  "a credential that no header can have is not repeated: %s",
  (kind) => {
    const needs: SecurityNeed[] = [{ scheme: "s", kind, name: "x-key" }];
    const recipe = recipeOf({ needs });
    const parts = { recipe, baseUrl: "https://a.test", headers: {}, needs };
    const act = (): unknown => buildRequest({ ...parts, auth: { s: "canary\n1" } }, {});
    expect(act).toThrow(/^auth\.s$/);
  },
);
