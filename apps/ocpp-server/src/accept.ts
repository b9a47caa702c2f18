import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type Admission, type AdmittedStation, admitStation, type ConnectionTenant, inTenant, registrationOf, systemActor } from "@stationmaster/domain";
import { WebSocket } from "ws";
import { basicPassword, unauthorized } from "./basic-credentials";
import { requireSubprotocol } from "./choose-subprotocol";
import type { webSockets } from "./compression";
import { Connection } from "./connection";
import type { Closer } from "./close-in-groups";
import { handshakeGuard } from "./handshake-guard";
import type { HeldStations } from "./held-stations";
import { Refusal, refuse } from "./refusal";
import type { ServerParts } from "./server-parts";
import { stationPath } from "./station-path";
import { takeTurns } from "./take-turns";
import type { Tenants } from "./tenants";
import { factsOf } from "./verdict";

type Door = {
  parts: ServerParts;
  tenants: Tenants;
  held: HeldStations;
  closer: Closer;
  sockets: ReturnType<typeof webSockets>;
  /** The security profile of this port (A00). */
  securityProfile: number;
  isDraining(): boolean;
};

type Known = { tenant: ConnectionTenant; station: AdmittedStation };

const tryLater = (status: number, reason: string, seconds: number) => new Refusal(status, reason, { "retry-after": String(seconds) });

/** The upgrade: path, subprotocol, tenant, station, password; everything is refused before there is a WebSocket. */
export function accept(door: Door) {
  const { parts, held, closer } = door;
  const guard = handshakeGuard(parts.limits);
  const turns = takeTurns({ atOnce: parts.limits.handshakesAtOnce, waiting: parts.limits.handshakesWaiting });

  return async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    socket.on("error", () => socket.destroy());
    try {
      const known = await identify(request, socket);
      parts.metrics.handshakes.inc({ status: "101" });
      upgrade(request, socket, head, known);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : unexpected(error);
      parts.metrics.handshakes.inc({ status: String(refusal.status) });
      refuse(socket, refusal);
    }
  };

  async function identify(request: IncomingMessage, socket: Duplex): Promise<Known> {
    if (door.isDraining()) throw tryLater(503, "This server is being restarted.", 1);
    const { slug, identity } = stationPath(request.url ?? "");
    const pair = `${request.socket.remoteAddress} ${slug}/${identity.toLowerCase()}`;
    const seconds = guard.blockedForSeconds(pair, Date.now());
    if (seconds > 0) throw tryLater(429, "Too many failed handshakes from this address for this station.", seconds);
    requireSubprotocol(request.headers["sec-websocket-protocol"]);
    try {
      const known = await lookUp(request, socket, slug, identity);
      guard.succeeded(pair);
      return known;
    } catch (error) {
      if (error instanceof Refusal && [401, 403, 404].includes(error.status)) guard.failed(pair, Date.now());
      throw error;
    }
  }

  async function lookUp(request: IncomingMessage, socket: Duplex, slug: string, identity: string): Promise<Known> {
    const began = Date.now();
    const known = await turns.run(async () => {
      // Who has gone or waited too long meanwhile needs no answer from the database.
      if (socket.destroyed || Date.now() - began > parts.limits.handshakeWithinMs) throw tryLater(503, "Too many stations connect at once.", 5);
      const tenant = await door.tenants.ofSlug(slug);
      if (!tenant) throw new Refusal(404, "There is no such tenant.");
      if (tenant.status === "suspended") throw new Refusal(403, "This tenant is suspended.");
      return { tenant, admission: await admit(request, tenant, identity) };
    });
    if (!known) throw tryLater(503, "Too many stations connect at once.", 5);
    return { tenant: known.tenant, station: admittedOf(known.admission) };
  }

  async function admit({ headers }: IncomingMessage, tenant: ConnectionTenant, identity: string): Promise<Admission> {
    const mayBeUnknown = tenant.unknownStations === "pending";
    const password = passwordOrRefusal(headers.authorization, identity);
    const caller = { identity, password: typeof password === "string" ? password : undefined, securityProfile: door.securityProfile, mayBeUnknown };
    const admission = await inTenant(parts, tenant.id, systemActor, (ctx) => admitStation(ctx, caller));
    // An unknown station hears 404 whatever it shows; a known one hears what is wrong with its credentials.
    if (admission.kind === "wrong-password" && typeof password !== "string") throw password;
    return admission;
  }

  function admittedOf(admission: Admission): AdmittedStation {
    if (admission.kind === "unknown") throw new Refusal(404, "There is no such station.");
    if (admission.kind === "wrong-password") throw unauthorized("The password is wrong.");
    if (admission.kind === "other-profile")
      throw new Refusal(403, `This station is set to security profile ${admission.expected}, and this port is for profile ${door.securityProfile}.`);
    return admission.station;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, { tenant, station }: Known): void {
    const { id, identity, epoch, bootStatus, registrationStatus } = station;
    const closed = () => closer.close({ tenantId: tenant.id, stationId: id, epoch, at: parts.now() });
    let isUpgraded = false;
    // Calls back before it returns, or never: then it has answered 400 and the station was never here.
    door.sockets.upgrader(request).handleUpgrade(request, socket, head, (webSocket) => {
      isUpgraded = true;
      const older = held.of(id);
      const connection = new Connection(parts, webSocket, {
        tenant,
        station: { id, identity, epoch },
        standing: { bootStatus, registrationStatus },
        address: request.socket.remoteAddress ?? "",
        securityProfile: door.securityProfile,
        after: older?.handled() ?? Promise.resolve(),
        onEnd(ended) {
          held.letGo(ended);
          closed();
        },
      });
      held.hold(connection);
      if (!older && station.wasOnline) parts.announce(tenant.id, { kind: "ring", bell: { stationId: id, why: "replaced", epoch } });
      if (station.hasUnfinished) void takeUp(connection, webSocket);
    });
    if (!isUpgraded) closed();
  }

  /** What the older connection left: commands without an answer, and a session we may have missed the end of. */
  async function takeUp(connection: Connection, webSocket: WebSocket): Promise<void> {
    const { delivery, station, standing, tenantId } = connection;
    try {
      await delivery.takeOver();
      if (registrationOf(standing) === "Accepted")
        await inTenant(parts, tenantId, systemActor, async (ctx) => parts.rooms.afterConnect?.(ctx, { id: station.id }));
    } catch (error) {
      parts.log.warn({ tenantId, stationId: station.id, why: factsOf(error) }, "what an older connection left was not taken up");
    }
    if (webSocket.readyState === WebSocket.OPEN) delivery.wake();
  }

  function unexpected(error: unknown): Refusal {
    parts.log.error({ why: factsOf(error) }, "a handshake could not be decided");
    return tryLater(503, "The server cannot look this station up now.", 5);
  }
}

/** The refusal is kept back: whether it is said depends on whether there is such a station at all. */
function passwordOrRefusal(authorization: string | undefined, identity: string): string | Refusal {
  try {
    return basicPassword(authorization, identity);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
