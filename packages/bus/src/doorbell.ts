import type { Bus, BusLog, Unsubscribe } from "./bus";
import { untold } from "./bus-metrics";

export interface Ring {
  tenantId: string;
  stationId: string;
  /** A command row waits; another node took the station over with `epoch`; its registration was set. */
  why: "work" | "replaced" | "registration";
  epoch?: number;
}

export interface Doorbell {
  /** Never rejects: the row is the truth, and it is found without the bell within a minute. */
  ring(ring: Ring): Promise<void>;
  /** `onMissed` is called when rings may have been lost: look at every station held here. */
  onRing(answer: (ring: Ring) => void, onMissed?: () => void): Promise<Unsubscribe>;
}

const topic = "doorbell";
const reasons = ["work", "replaced", "registration"] as const;

export function doorbell(bus: Bus, log?: BusLog): Doorbell {
  return {
    async ring({ tenantId, stationId, why, epoch }) {
      const message = JSON.stringify([
        tenantId,
        stationId,
        reasons.indexOf(why),
        ...(epoch === undefined ? [] : [epoch]),
      ]);
      await bus.publish(topic, message).catch((error) => {
        untold.inc({ what: "ring" });
        log?.warn({ err: error, tenantId, stationId, why }, "the doorbell did not ring");
      });
    },

    async onRing(answer, onMissed) {
      const forget = onMissed ? bus.onGap(onMissed) : () => undefined;
      const unsubscribe = await bus.subscribe(topic, (message) => {
        const ring = readRing(message);
        if (ring) answer(ring);
        else log?.warn({ message }, "a ring that says nothing");
      });
      return async () => {
        forget();
        await unsubscribe();
      };
    },
  };
}

// Another version of this program may share the bus while it is rolled out, so nothing is taken for granted.
function readRing(message: string): Ring | undefined {
  const parts = parseArray(message);
  const [tenantId, stationId, reason, epoch] = parts ?? [];
  const why = typeof reason === "number" ? reasons[reason] : undefined;
  if (typeof tenantId !== "string" || typeof stationId !== "string" || !why) return undefined;
  return { tenantId, stationId, why, ...(typeof epoch === "number" ? { epoch } : {}) };
}

function parseArray(message: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
