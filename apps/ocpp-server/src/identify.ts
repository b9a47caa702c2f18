import type { IncomingMessage } from "node:http";
import {
  type Admission,
  type AdmittedStation,
  type Caller,
  type ConnectionTenant,
  inTenant,
  systemActor,
  takeInStation,
} from "@stationmaster/domain";
import type { Admitting } from "./admit-in-groups";
import { basicPassword, unauthorized } from "./basic-credentials";
import { requireSubprotocol } from "./choose-subprotocol";
import { handshakeGuard } from "./handshake-guard";
import { inTime } from "./insist";
import { Refusal, tryLater } from "./refusal";
import type { ServerParts } from "./server-parts";
import { stationPath } from "./station-path";
import type { Tenants } from "./tenants";

type Door = {
  parts: ServerParts;
  tenants: Tenants;
  admitting: Admitting;
  /** The security profile of this port (A00). */
  securityProfile: number;
};

export type KnownCaller = { tenant: ConnectionTenant; station: AdmittedStation };

/** Who calls: path, subprotocol, tenant, station, password. Throws the refusal; from here on the caller's epoch is the newest. */
export function identify({ parts, tenants, admitting, securityProfile }: Door) {
  const { limits } = parts;
  const guard = handshakeGuard(limits);

  return async ({ url, headers, socket }: IncomingMessage): Promise<KnownCaller> => {
    const { slug, identity } = stationPath(url ?? "");
    const pair = `${socket.remoteAddress} ${slug}/${identity.toLowerCase()}`;
    const seconds = guard.blockedForSeconds(pair, performance.now());
    if (seconds > 0) throw tryLater(429, "Too many failed handshakes from this address for this station.", seconds);
    requireSubprotocol(headers["sec-websocket-protocol"]);
    try {
      const known = await decide(headers.authorization, slug, identity);
      guard.succeeded(pair);
      return known;
    } catch (error) {
      if (error instanceof Refusal && [401, 403, 404].includes(error.status)) guard.failed(pair, performance.now());
      throw error;
    }
  };

  async function decide(authorization: string | undefined, slug: string, identity: string): Promise<KnownCaller> {
    const tenant = await inTime(tenants.ofSlug(slug), limits.handshakeWithinMs);
    if (!tenant) throw new Refusal(404, "There is no such tenant.");
    if (tenant.status === "suspended") throw new Refusal(403, "This tenant is suspended.");
    const shown = passwordOrRefusal(authorization, identity);
    const password = shown instanceof Refusal ? undefined : shown;
    const admission = await admit(tenant, { tenantId: tenant.id, identity, password, securityProfile });
    // An unknown station hears 404 whatever it shows; a known one hears what is wrong with its credentials.
    if (admission.kind === "wrong-password" && shown instanceof Refusal) throw shown;
    return { tenant, station: admittedOf(admission) };
  }

  async function admit(tenant: ConnectionTenant, caller: Caller): Promise<Admission> {
    const admission = await knock(caller);
    if (admission.kind !== "unknown" || tenant.unknownStations !== "pending") return admission;
    const takeIn = () => inTenant(parts, tenant.id, systemActor, (ctx) => takeInStation(ctx, caller));
    const taken = await inTime(takeIn(), limits.handshakeWithinMs);
    if (taken === "taken-in") return knock(caller);
    return taken === "wrong-password" ? { kind: "wrong-password" } : admission;
  }

  async function knock(caller: Caller): Promise<Admission> {
    const admission = await admitting.admit(caller);
    if (!admission) throw tryLater(503, "Too many stations connect at once, or the database is away.", 5);
    return admission;
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
