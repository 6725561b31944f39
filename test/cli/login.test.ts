import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CliContext } from "../../src/cli/context.ts";
import { runCli } from "../../src/cli/program.ts";
import { browse, startWorld, type World } from "../introspect/auth/oauth.ts";
import { runInProcess, type CliOutcome } from "./harness.ts";

let world: World;
let folder: string;
const env = (): Record<string, string> => ({ XDG_CONFIG_HOME: path.join(folder, "home") });

beforeAll(async () => {
  world = await startWorld({ callScope: "write" });
  folder = mkdtempSync(path.join(tmpdir(), "codemode-login-"));
  const servers = {
    web: { url: world.url },
    key: { url: world.url, headers: { authorization: "Bearer ${TOKEN}" } },
    machine: {
      url: world.url,
      auth: {
        type: "client-credentials",
        issuer: world.issuer,
        clientId: "machine",
        clientSecret: "${SECRET}",
      },
    },
    local: { command: "node" },
  };
  writeFileSync(path.join(folder, "codemode.config.json"), JSON.stringify({ servers }));
  writeFileSync(path.join(folder, "web.json"), JSON.stringify({ servers: { web: servers.web } }));
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (argv: string[], isTTY = false): Promise<CliOutcome> =>
  runInProcess(argv, { cwd: folder, env: env(), isTTY });

type Person = (page: URL, redirectUri: string) => Promise<string | undefined>;

/** Runs `login` with somebody who does something once the page is shown; what they give is typed into the terminal. */
async function runLogin(
  argv: string[],
  person: Person,
  { isTTY = false, signal = new AbortController().signal } = {},
): Promise<CliOutcome> {
  let stdout = "";
  let stderr = "";
  let type: (text: string) => void = () => {};
  const typed = new Promise<string>((resolve) => {
    type = resolve;
  });
  async function* stdin(): AsyncGenerator<string> {
    yield await typed;
  }
  let isShown = false;
  const context: CliContext = {
    cwd: folder,
    env: env(),
    stdin: Object.assign(stdin(), { isTTY }),
    stdout: { write: (text) => void (stdout += text) },
    stderr: {
      write: (text) => {
        stderr += text;
        const page = /^ {2}(http\S+)$/m.exec(stderr)?.[1];
        if (page === undefined || isShown) return;
        isShown = true;
        const url = new URL(page);
        void person(url, url.searchParams.get("redirect_uri") as string).then((text) => {
          if (text !== undefined) type(`${text}\n`);
        });
      },
    },
    signal,
  };
  const exitCode = await runCli(["login", ...argv], context);
  return { exitCode, stdout, stderr };
}

const inBrowser: Person = async (page, redirectUri) => {
  const answer = await browse(page, redirectUri);
  await (await fetch(answer)).text();
  return undefined;
};

describe("before anybody has signed in", () => {
  test("status says so, and of the others how they sign in", async () => {
    const { exitCode, stdout } = await run(["status"]);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "key      the `authorization` header of the configuration",
      "local    no sign-in: started on this machine",
      "machine  signs in by itself (client-credentials)",
      "web      nobody is signed in: `codemode login web` if it asks for it",
      "",
    ]);
  });

  test("logout has nothing to do", async () => {
    expect(await run(["logout", "web"])).toMatchObject({
      exitCode: 0,
      stderr: "Nobody was signed in to web.\n",
    });
  });

  test("generate says what to run", async () => {
    const { exitCode, stderr } = await run(["generate", "web"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("AUTH_REQUIRED");
    expect(stderr).toContain("codemode login web");
  });
});

describe("login", () => {
  test("in the browser", async () => {
    const outcome = await runLogin(["web"], inBrowser);
    expect(outcome).toMatchObject({ exitCode: 0, stdout: "" });
    expect(outcome.stderr).toContain(`Signed in to web at ${world.issuer}, with `);
  });

  test("leaves no token anywhere but in a file of the owner's", async () => {
    const store = path.join(folder, "home", "codemode", "sign-in");
    const [name, ...others] = readdirSync(store);
    const file = path.join(store, name as string);
    expect(others).toEqual([]);
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect((statSync(store).mode & 0o777).toString(8)).toBe("700");
    const { accessToken } = JSON.parse(readFileSync(file, "utf8")) as { accessToken: string };
    const { exitCode, stdout, stderr } = await run(["generate", "-c", "web.json", "--json"]);
    expect(exitCode).toBe(0);
    const written = readdirSync(path.join(folder, "codemode"), {
      recursive: true,
      encoding: "utf8",
    })
      .map((each) => path.join(folder, "codemode", each))
      .filter((each) => statSync(each).isFile())
      .map((each) => readFileSync(each, "utf8"));
    expect(written.length).toBeGreaterThan(5);
    expect([...written, stdout, stderr].join("\n")).not.toContain(accessToken);
  });

  test("a program works with it, and is never shown the token that the server repeats", async () => {
    await runLogin(["web", "--scope", "write"], inBrowser);
    writeFileSync(path.join(folder, "task.ts"), "return await web.whoami({});");
    const { exitCode, stdout, stderr } = await run(["exec", "task.ts", "-c", "web.json"]);
    expect(stderr).toContain("SERVER_SECRET_ECHOED");
    expect(stdout).toContain("signed in with ${access_token}");
    expect(exitCode).toBe(0);
  });

  test("status and --json show who is signed in, and no token", async () => {
    const { stdout } = await run(["status", "--json"]);
    const { servers } = JSON.parse(stdout) as { servers: { server: string }[] };
    expect(servers.find(({ server }) => server === "web")).toMatchObject({
      kind: "personal",
      state: "signed in",
      issuer: world.issuer,
      renewable: true,
    });
    expect(stdout).not.toMatch(/token/i);
  });

  test("with the address pasted, where the browser is on another machine", async () => {
    const remote: Person = async (page, redirectUri) => {
      const answer = await browse(page, redirectUri);
      return `\nhttps://elsewhere.example/\n${redirectUri}?code=x&state=y\n${answer.href}`;
    };
    const { exitCode, stderr } = await runLogin(["web", "--json", "--scope", "write"], remote, {
      isTTY: true,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain("That is not it");
    expect(stderr).toContain("the answer to another sign-in");
  });

  test("asks for a scope besides those that there are", async () => {
    const { stdout } = await run(["status", "--json"]);
    const { servers } = JSON.parse(stdout) as { servers: { server: string; scopes: string[] }[] };
    const web = servers.find(({ server }) => server === "web");
    expect(web?.scopes).toEqual(expect.arrayContaining(["read", "write"]));
  });

  test("Ctrl-C ends it", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = await runLogin(
      ["web"],
      async () => {
        controller.abort("SIGINT");
        return undefined;
      },
      { signal },
    );
    expect(outcome.exitCode).toBe(130);
    expect(outcome.stderr).toContain("CLI_ABORTED");
  });

  test("nobody comes", async () => {
    const outcome = await runLogin(["web", "--timeout", "200"], async () => undefined);
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain("AUTH_TIMEOUT");
  });

  test("somebody says no", async () => {
    const { exitCode, stderr } = await runLogin(["web"], async (page, redirectUri) => {
      const answer = new URL(redirectUri);
      answer.searchParams.set("state", page.searchParams.get("state") as string);
      answer.searchParams.set("iss", world.issuer);
      answer.searchParams.set("error", "access_denied");
      answer.searchParams.set("error_description", "\u001b[31mpwned");
      await (await fetch(answer)).text();
      return undefined;
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("the sign-in was refused (access_denied)");
    expect(stderr).not.toContain("pwned");
  });
});

const refused: [string, { given: string; want: RegExp }][] = [
  ["a server that is not there", { given: "wbe", want: /AUTH_NO_SERVER[^]*Did you mean `web`\?/ }],
  ["a server on this machine", { given: "local", want: /AUTH_NOT_OFFERED/ }],
  ["a server with a key", { given: "key", want: /CONFIG_ENV_MISSING/ }],
];

test.each(refused)("login to %s", async (_name, { given, want }) => {
  const { exitCode, stderr } = await run(["login", given]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(want);
});

test("logout ends it here and at the authorization server", async () => {
  world.asked.length = 0;
  expect(await run(["logout", "web"])).toMatchObject({
    exitCode: 0,
    stderr: "Signed out of web.\n",
  });
  expect(world.asked).toContain("POST /token/revocation");
  expect(readdirSync(path.join(folder, "home", "codemode", "sign-in"))).toEqual([]);
  expect((await run(["status"])).stdout).toContain("web      nobody is signed in");
});
