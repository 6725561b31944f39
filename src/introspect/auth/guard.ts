import { lookup, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { codemodeError, type CodemodeError } from "../../diagnostics/error.ts";
import { safeLine } from "../text.ts";
import { blockOf } from "./addresses.ts";

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Decides where a server may send us for its sign-in. */
export interface Guard {
  /**
   * What can be told without asking for the addresses of a name.
   * @throws CodemodeError `AUTH_URL_REFUSED`
   */
  checkUrl(url: URL, what: string): void;
  /**
   * The addresses of a name, when every one of them is allowed.
   * @throws CodemodeError `AUTH_URL_REFUSED`; errors of the resolver
   */
  addressesOf(host: string): Promise<LookupAddress[]>;
}

const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error === null) resolve(addresses.map(({ address }) => address));
      else reject(error);
    });
  });

/**
 * The rule of the specification's page on security (server-side request forgery): `https:` only, and no address that is
 * not of the public internet. A server on this machine may name `http:` on this machine, and a server in a private network
 * that very network; link-local addresses and those of cloud metadata nobody may name.
 *
 * @param serverUrl the MCP server's, which the configuration gives and is trusted
 */
export function createGuard(
  serverKey: string,
  serverUrl: string,
  resolve: Resolve = systemResolve,
): Guard {
  const own = new URL(serverUrl);
  let ownBlock: Promise<string> | null = null;

  const refuse = (url: URL | string, what: string, why: string): CodemodeError => {
    const place = safeLine(typeof url === "string" ? url : url.href, 200);
    return codemodeError(
      "AUTH_URL_REFUSED",
      `Server \`${serverKey}\`: ${what} is refused: ${place} ${why}.`,
      { location: { server: serverKey } },
    );
  };

  /** One block or none: a name of the server's own must not open another network by a second address. */
  const findOwnBlock = async (): Promise<string> => {
    const [first = "public", ...rest] = (await addresses(hostOf(own), resolve)).map(blockOf);
    return rest.every((block) => block === first) ? first : "public";
  };

  return {
    checkUrl: (url, what) => {
      if (url.protocol !== "https:" && url.protocol !== "http:") {
        throw refuse(url.protocol, what, "is no scheme of the web");
      }
      if (url.username !== "" || url.password !== "") {
        throw refuse(url.host, what, "comes with a user name");
      }
      if (url.protocol === "http:" && !(isLocalName(url) && isLocalName(own))) {
        throw refuse(url, what, "is not https://");
      }
    },
    addressesOf: async (host) => {
      const found = await addresses(host, resolve);
      const blocks = found.map(blockOf);
      if (blocks.every((block) => block === "public")) return withFamilies(found);
      ownBlock ??= findOwnBlock();
      const allowed = host === hostOf(own) ? null : await ownBlock;
      for (const [index, block] of blocks.entries()) {
        if (block === "public" || (block !== "forbidden" && (allowed ?? block) === block)) continue;
        const address = found[index] as string;
        const place = host === address ? host : `${host} (${address})`;
        const what = "an address of its sign-in";
        throw refuse(place, what, "is not on the public internet");
      }
      return withFamilies(found);
    },
  };
}

const withFamilies = (found: readonly string[]): LookupAddress[] =>
  found.map((address) => ({ address, family: isIP(address) }));

async function addresses(host: string, resolve: Resolve): Promise<readonly string[]> {
  const plain = host.replace(/^\[|\]$/g, "");
  return isIP(plain) === 0 ? await resolve(plain) : [plain];
}

/** Without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** As the configuration allows `http:`: see `config/server-url.ts`. */
function isLocalName(url: URL): boolean {
  const host = hostOf(url);
  return host === "localhost" || (isIP(host) !== 0 && blockOf(host) === "loopback");
}
