import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openReceiver, type Receiver } from "../../src/login/receiver.ts";

let receiver: Receiver;
let waiting: Promise<URL>;
const giveUp = new AbortController();

beforeEach(async () => {
  receiver = await openReceiver();
  waiting = receiver.answer("right", giveUp.signal);
  waiting.catch(() => {});
});
afterEach(() => receiver.close());

interface Asked {
  status: number;
  text: string;
  headers: NodeJS.Dict<string | string[]>;
}

function ask(path: string, options: { method?: string; host?: string } = {}): Promise<Asked> {
  const { hostname, port, host } = new URL(receiver.redirectUri);
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        hostname,
        port,
        path,
        method: options.method ?? "GET",
        headers: { host: options.host ?? host },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        );
      },
    );
    asking.on("error", reject);
    asking.end();
  });
}

test("listens on this machine only", () => {
  expect(receiver.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
});

const foreign: [string, { given: [string, { method?: string; host?: string }?]; want: number }][] =
  [
    ["another path", { given: ["/?state=right&code=c"], want: 404 }],
    ["the browser's own wish", { given: ["/favicon.ico"], want: 404 }],
    ["another method", { given: ["/callback?state=right", { method: "POST" }], want: 404 }],
    [
      "a page elsewhere whose name leads here",
      { given: ["/callback?state=right&code=c", { host: "evil.example" }], want: 404 },
    ],
    ["another sign-in's answer", { given: ["/callback?state=other&code=c"], want: 400 }],
    ["no state", { given: ["/callback?code=c"], want: 400 }],
    [
      "markup",
      { given: ["/callback?state=%3Cscript%3Ealert(1)%3C/script%3E&error=%3Cb%3E"], want: 400 },
    ],
  ];

describe("ends nothing and is repeated nowhere", () => {
  test.each(foreign)("%s", async (_name, { given, want }) => {
    const { status, text } = await ask(...given);
    expect(status).toBe(want);
    expect(text).not.toMatch(/alert|<b>|code=/);
    // The right one is still waited for.
    await ask("/callback?state=right&code=c");
    expect((await waiting).searchParams.get("code")).toBe("c");
  });
});

test("the answer gets a page with nothing in it but our words", async () => {
  const { status, text, headers } = await ask("/callback?state=right&code=c&error=%3Cscript%3E");
  expect(status).toBe(200);
  expect(text).toBe(
    "<!doctype html><title>codemode</title><p>codemode has the answer. You can close this page and go back to the terminal.</p>\n",
  );
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["referrer-policy"]).toBe("no-referrer");
});

test("a second answer is too late", async () => {
  await ask("/callback?state=right&code=first");
  expect((await ask("/callback?state=right&code=second")).status).toBe(400);
  expect((await waiting).searchParams.get("code")).toBe("first");
});

test("a port that is taken", async () => {
  const { port } = new URL(receiver.redirectUri);
  await expect(openReceiver(Number(port))).rejects.toMatchObject({ code: "AUTH_REDIRECT" });
});
