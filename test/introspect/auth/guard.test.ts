import { describe, expect, test } from "vitest";
import type { CodemodeError } from "../../../src/diagnostics/error.ts";
import { blockOf } from "../../../src/introspect/auth/addresses.ts";
import { createGuard } from "../../../src/introspect/auth/guard.ts";

const blocks: [string, string][] = [
  ["93.184.215.14", "public"],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "public"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["::1", "loopback"],
  ["::ffff:127.0.0.1", "loopback"],
  ["::ffff:7f00:1", "loopback"],
  ["10.1.2.3", "10.0.0.0/8"],
  ["172.16.0.1", "172.16.0.0/12"],
  ["172.32.0.1", "public"],
  ["192.168.1.1", "192.168.0.0/16"],
  ["::ffff:192.168.1.1", "192.168.0.0/16"],
  ["64:ff9b::a01:203", "10.0.0.0/8"],
  ["100.64.0.1", "100.64.0.0/10"],
  ["fd12:3456::1", "fc00::/7"],
  ["169.254.169.254", "forbidden"],
  ["::ffff:169.254.169.254", "forbidden"],
  ["64:ff9b::a9fe:a9fe", "forbidden"],
  ["100.100.100.200", "forbidden"],
  ["168.63.129.16", "forbidden"],
  ["fd00:ec2::254", "forbidden"],
  ["fe80::1", "forbidden"],
  ["fe80::1%eth0", "forbidden"],
  ["0.0.0.0", "forbidden"],
  ["::", "forbidden"],
  ["224.0.0.1", "forbidden"],
  ["255.255.255.255", "forbidden"],
  ["2002:7f00:1::", "forbidden"],
  ["not an address", "forbidden"],
];

test.each(blocks)("%s is %s", (address, block) => {
  expect(blockOf(address)).toBe(block);
});

const NAMES: Record<string, string[]> = {
  "mcp.example": ["93.184.215.14"],
  "login.example": ["93.184.215.15"],
  "inner.example": ["10.0.0.7"],
  "metadata.example": ["169.254.169.254"],
  "both.example": ["93.184.215.15", "10.0.0.7"],
  "intranet.example": ["10.0.0.1"],
  "other-net.example": ["192.168.0.9"],
  localhost: ["127.0.0.1", "::1"],
};

/** `allowed`, or the code of the refusal. */
async function outcome(server: string, given: string): Promise<string> {
  const guard = createGuard("web", server, async (host) => NAMES[host] ?? []);
  const url = new URL(given);
  try {
    guard.checkUrl(url, "it");
    await guard.addressesOf(url.hostname.replace(/^\[|\]$/g, ""));
    return "allowed";
  } catch (error) {
    return (error as CodemodeError).code;
  }
}

const PUBLIC = "https://mcp.example/mcp";
const LOCAL = "http://127.0.0.1:8000/mcp";
const PRIVATE = "https://intranet.example/mcp";

const cases: [server: string, given: string, want: boolean][] = [
  [PUBLIC, "https://login.example/", true],
  [PUBLIC, "http://login.example/", false],
  [PUBLIC, "http://mcp.example/", false],
  [PUBLIC, "https://user@login.example/", false],
  [PUBLIC, "file:///etc/passwd", false],
  [PUBLIC, "javascript:alert(1)", false],
  [PUBLIC, "https://inner.example/", false],
  [PUBLIC, "https://both.example/", false],
  [PUBLIC, "https://metadata.example/", false],
  [PUBLIC, "http://169.254.169.254/latest/meta-data", false],
  [PUBLIC, "https://127.0.0.1/", false],
  [PUBLIC, "https://2130706433/", false],
  [PUBLIC, "https://0x7f.1/", false],
  [PUBLIC, "https://[::ffff:10.0.0.1]/", false],
  [PUBLIC, "https://[::1]/", false],
  [PUBLIC, "https://localhost/", false],
  [PUBLIC, "http://localhost:9000/", false],
  [LOCAL, "http://127.0.0.1:9000/", true],
  [LOCAL, "http://localhost:9000/", true],
  [LOCAL, "https://login.example/", true],
  [LOCAL, "http://login.example/", false],
  [LOCAL, "https://10.0.0.1/", false],
  [LOCAL, "http://169.254.169.254/", false],
  [PRIVATE, "https://inner.example/", true],
  [PRIVATE, "https://login.example/", true],
  [PRIVATE, "https://other-net.example/", false],
  [PRIVATE, "https://127.0.0.1/", false],
  [PRIVATE, "http://10.0.0.1/", false],
  // A name of the server's own opens no network by a second address.
  ["https://both.example/mcp", "https://10.0.0.1/", false],
  ["https://both.example/mcp", "https://both.example/token", true],
];

describe("where a server may lead to", () => {
  test.each(cases)("%s -> %s: %s", async (server, given, want) => {
    expect(await outcome(server, given)).toBe(want ? "allowed" : "AUTH_URL_REFUSED");
  });
});
