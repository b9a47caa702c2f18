import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { inTenant, registrationOf, systemActor } from "@stationmaster/domain";
import { WebSocket } from "ws";
import type { Admitting } from "./admit-in-groups";
import type { webSockets } from "./compression";
import { Connection } from "./connection";
import type { HeldStations } from "./held-stations";
import { identify, type KnownCaller } from "./identify";
import { Refusal, refuse, tryLater } from "./refusal";
import type { ServerParts } from "./server-parts";
import type { Tenants } from "./tenants";
import { factsOf } from "./verdict";

type Door = {
  parts: ServerParts;
  tenants: Tenants;
  held: HeldStations;
  admitting: Admitting;
  /** Its socket is gone, or there never was one. */
  leave(tenantId: string, station: { id: string; epoch: number }): void;
  sockets: ReturnType<typeof webSockets>;
  /** The security profile of this port (A00). */
  securityProfile: number;
  isDraining(): boolean;
};

/** The upgrade: whoever is refused is refused before there is a WebSocket. */
export function accept({ parts, tenants, held, admitting, leave, sockets, securityProfile, isDraining }: Door) {
  const whoCalls = identify({ parts, tenants, admitting, securityProfile });

  return async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    socket.on("error", () => socket.destroy());
    const began = performance.now();
    try {
      if (isDraining()) throw tryLater(503, "This server is being restarted.", 1);
      const caller = await whoCalls(request);
      count(101, began);
      upgrade(request, socket, head, caller);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : unexpected(error);
      count(refusal.status, began);
      refuse(socket, refusal);
    }
  };

  function count(code: number, began: number): void {
    const status = String(code);
    parts.metrics.handshakes.inc({ status });
    parts.metrics.handshakeSeconds.observe({ status }, (performance.now() - began) / 1000);
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, caller: KnownCaller): void {
    let isUpgraded = false;
    // Calls back before it returns, or never: then it has answered 400 and the station was never here.
    sockets.upgrader(request).handleUpgrade(request, socket, head, (webSocket) => {
      isUpgraded = true;
      begin(webSocket, caller, request.socket.remoteAddress ?? "");
    });
    if (!isUpgraded) leave(caller.tenant.id, caller.station);
  }

  function begin(webSocket: WebSocket, caller: KnownCaller, address: string): void {
    const { tenant, station } = caller;
    const { id, identity, epoch, bootStatus, registrationStatus, wasOnline, hasUnfinished } = station;
    const older = held.of(id);
    const connection = new Connection(parts, webSocket, {
      tenant,
      station: { id, identity, epoch },
      standing: { bootStatus, registrationStatus },
      address,
      securityProfile,
      after: older?.handled() ?? Promise.resolve(),
      onEnd(ended) {
        held.letGo(ended);
        leave(tenant.id, station);
      },
    });
    held.hold(connection);
    if (!older && wasOnline)
      parts.announce(tenant.id, { kind: "ring", bell: { stationId: id, why: "replaced", epoch } });
    if (hasUnfinished) void takeUp(connection, webSocket);
  }

  /** What the older connection left: commands without an answer, and a session we may have missed the end of. */
  async function takeUp(connection: Connection, webSocket: WebSocket): Promise<void> {
    const { delivery, station, standing, tenantId } = connection;
    try {
      await delivery.takeOver();
      if (registrationOf(standing) === "Accepted")
        await parts.turns.arrivals.run(tenantId, () =>
          inTenant(parts, tenantId, systemActor, async (ctx) => parts.rooms.afterConnect?.(ctx, { id: station.id })),
        );
    } catch (error) {
      parts.log.warn(
        { tenantId, stationId: station.id, why: factsOf(error) },
        "what an older connection left was not taken up",
      );
    }
    if (webSocket.readyState === WebSocket.OPEN) delivery.wake();
  }

  function unexpected(error: unknown): Refusal {
    parts.log.error({ why: factsOf(error) }, "a handshake could not be decided");
    return tryLater(503, "The server cannot look this station up now.", 5);
  }
}
