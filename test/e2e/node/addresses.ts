/** IPv4 addresses that nobody on this machine uses, cut for one cluster. */
export interface Addresses {
  /** All of them, as a range. */
  readonly all: string;
  /** This machine's end of the link to the node. */
  readonly machine: string;
  readonly node: string;
  /** Length of the link's prefix. */
  readonly linkBits: number;
  readonly pods: string;
  /** The address by which pods know the node's end of their link. */
  readonly podGateway: string;
  readonly services: string;
  readonly apiService: string;
  readonly fakePods: string;
}

/** The second numbers of the private ranges 10.N.0.0/16 that are tried. */
export const candidates: readonly number[] = Array.from({ length: 50 }, (_, index) => 200 + index);

/** The addresses of 10.`block`.0.0/16. */
export function addressesOf(block: number): Addresses {
  const prefix = `10.${block}`;
  return {
    all: `${prefix}.0.0/16`,
    machine: `${prefix}.1.1`,
    node: `${prefix}.1.2`,
    linkBits: 30,
    pods: `${prefix}.0.0/24`,
    podGateway: `${prefix}.0.1`,
    services: `${prefix}.64.0/18`,
    apiService: `${prefix}.64.1`,
    fakePods: `${prefix}.128.0/17`,
  };
}

/** Whether a range of addresses, or a single one, shares any with another; `default` routes are for what is left. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [parsed(one), parsed(other)];
  if (a === undefined || b === undefined) return false;
  const size = 2 ** (32 - Math.min(a.bits, b.bits));
  return Math.floor(a.address / size) === Math.floor(b.address / size);
}

function parsed(range: string): { address: number; bits: number } | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(range);
  if (!match) return undefined;
  const address = match.slice(1, 5).reduce((value, byte) => value * 256 + Number(byte), 0);
  return { address, bits: Number(match[5] ?? 32) };
}
