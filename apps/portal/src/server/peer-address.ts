/** Set by us from the socket, whatever the client wrote there: see `watchPeers`. */
export const peerHeader = "x-stationmaster-peer";

/** The other end of the socket. */
export const peerAddress = (headers: Headers): string | undefined => headers.get(peerHeader) ?? undefined;

/** Who asks, as far as we can tell: behind a proxy of a private network, whom that proxy names last; never what a stranger claims of itself. */
export function clientAddress(headers: Headers): string {
  const peer = peerAddress(headers) ?? "unknown";
  const named = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return named && isPrivate(peer) ? named : peer;
}

const isPrivate = (address: string) =>
  /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^(::1|f[cd][0-9a-f]{2}:|unknown$)/i.test(address);
