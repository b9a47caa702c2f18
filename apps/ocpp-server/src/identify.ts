import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
  type Admission,
  type AdmittedStation,
  admitStation,
  type ConnectionTenant,
  inTenant,
  systemActor,
} from "@stationmaster/domain";
import { basicPassword, unauthorized } from "./basic-credentials";
import { requireSubprotocol } from "./choose-subprotocol";
import { handshakeGuard } from "./handshake-guard";
import { inTime } from "./insist";
import { Refusal, tryLater } from "./refusal";
import type { ServerParts } from "./server-parts";
import { stationPath } from "./station-path";
import { takeTurns } from "./take-turns";
import type { Tenants } from "./tenants";

type Door = {
  parts: ServerParts;
  tenants: Tenants;
  /** The security profile of this port (A00). */
  securityProfile: number;
  /** Undoes an admission that came too late for its handshake. */
  leave(caller: KnownCaller): void;
};

export type KnownCaller = { tenant: ConnectionTenant; station: AdmittedStation };

type Decided = { tenant: ConnectionTenant; admission: Admission };

/** Who calls: path, subprotocol, tenant, station, password. Throws the refusal; from here on the caller's epoch is the newest. */
export function identify({ parts, tenants, securityProfile, leave }: Door) {
  const { limits } = parts;
  const guard = handshakeGuard(limits);
  const turns = takeTurns({ atOnce: limits.handshakesAtOnce, waiting: limits.handshakesWaiting });

  return async (request: IncomingMessage, socket: Duplex): Promise<KnownCaller> => {
    const { slug, identity } = stationPath(request.url ?? "");
    const pair = `${request.socket.remoteAddress} ${slug}/${identity.toLowerCase()}`;
    const seconds = guard.blockedForSeconds(pair, Date.now());
    if (seconds > 0) throw tryLater(429, "Too many failed handshakes from this address for this station.", seconds);
    requireSubprotocol(request.headers["sec-websocket-protocol"]);
    try {
      const { tenant, admission } = await inTurn(socket, () => decide(request.headers.authorization, slug, identity));
      const station = admittedOf(admission);
      guard.succeeded(pair);
      return { tenant, station };
    } catch (error) {
      if (error instanceof Refusal && [401, 403, 404].includes(error.status)) guard.failed(pair, Date.now());
      throw error;
    }
  };

  async function inTurn(socket: Duplex, work: () => Promise<Decided>): Promise<Decided> {
    const began = Date.now();
    const crowded = tryLater(503, "Too many stations connect at once.", 5);
    const decided = await turns.run(() => {
      // Who has gone or waited too long meanwhile needs no answer from the database.
      if (socket.destroyed || Date.now() - began > limits.handshakeWithinMs) throw crowded;
      return beforeItIsTooLate(work());
    });
    if (!decided) throw crowded;
    return decided;
  }

  async function beforeItIsTooLate(work: Promise<Decided>): Promise<Decided> {
    try {
      return await inTime(work, limits.handshakeWithinMs);
    } catch (error) {
      // Let in too late: nobody waits for it any more, so it must not stay online.
      void work
        .then(({ tenant, admission }) => admission.kind === "admitted" && leave({ tenant, station: admission.station }))
        .catch(() => undefined);
      throw error;
    }
  }

  async function decide(authorization: string | undefined, slug: string, identity: string): Promise<Decided> {
    const tenant = await tenants.ofSlug(slug);
    if (!tenant) throw new Refusal(404, "There is no such tenant.");
    if (tenant.status === "suspended") throw new Refusal(403, "This tenant is suspended.");
    const password = passwordOrRefusal(authorization, identity);
    const admission = await inTenant(parts, tenant.id, systemActor, (ctx) =>
      admitStation(ctx, {
        identity,
        password: password instanceof Refusal ? undefined : password,
        securityProfile,
        mayBeUnknown: tenant.unknownStations === "pending",
      }),
    );
    // An unknown station hears 404 whatever it shows; a known one hears what is wrong with its credentials.
    if (admission.kind === "wrong-password" && password instanceof Refusal) throw password;
    return { tenant, admission };
  }

  function admittedOf(admission: Admission): AdmittedStation {
    if (admission.kind === "admitted") return admission.station;
    if (admission.kind === "unknown") throw new Refusal(404, "There is no such station.");
    if (admission.kind === "wrong-password") throw unauthorized("The password is wrong.");
    const { expected } = admission;
    throw new Refusal(
      403,
      `This station is set to security profile ${expected}, and this port is for profile ${securityProfile}.`,
    );
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
