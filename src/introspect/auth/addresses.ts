import { BlockList, isIP } from "node:net";

/**
 * Blocks of addresses that are not of the public internet. Blocks of one kind have one label: who stands in one is allowed
 * to name others of it.
 */
const BLOCKS: [label: string, network: string, prefix: number][] = [
  ["loopback", "127.0.0.0", 8],
  ["loopback", "::1", 128],
  ["10.0.0.0/8", "10.0.0.0", 8],
  ["172.16.0.0/12", "172.16.0.0", 12],
  ["192.168.0.0/16", "192.168.0.0", 16],
  ["100.64.0.0/10", "100.64.0.0", 10],
  ["fc00::/7", "fc00::", 7],
];

/** Nobody may name these: metadata of cloud machines, the neighbours on the wire, what is no host at all. */
const NEVER: [network: string, prefix: number][] = [
  ["0.0.0.0", 8],
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 128],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fd00:ec2::", 32],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

const never = blockList(NEVER);
const blocks = BLOCKS.map(([label, network, prefix]) => ({
  label,
  list: blockList([[network, prefix]]),
}));

function blockList(subnets: readonly [string, number][]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, familyOf(network));
  return list;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/**
 * The block that an address stands in: `public`, the label of a private one, or `forbidden`.
 *
 * @param address IPv4 in dotted form or IPv6 without brackets, as `URL` and the system's resolver give them
 */
export function blockOf(address: string): string {
  if (isIP(address) === 0) return "forbidden";
  const plain = embeddedIpv4(address) ?? address;
  const family = familyOf(plain);
  if (never.check(plain, family)) return "forbidden";
  return blocks.find(({ list }) => list.check(plain, family))?.label ?? "public";
}

/** IPv4 mapped into IPv6 (`::ffff:0:0/96`), or behind the well-known prefix of NAT64 (`64:ff9b::/96`, RFC 6052). */
function embeddedIpv4(address: string): string | null {
  if (isIP(address) !== 6) return null;
  // The URL parser writes every IPv6 address in one form, whatever form it came in.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]/`);
  const tail = /^\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname);
  if (tail === null) return null;
  const [high, low] = [tail[1], tail[2]].map((part) => Number.parseInt(part as string, 16)) as [
    number,
    number,
  ];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
