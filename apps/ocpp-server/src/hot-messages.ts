import { type Sql, withTenants } from "@stationmaster/db";
import { type Announcement, type Arrived, type Ingest, keepRejected } from "@stationmaster/domain";
import { type Res, type StationAction, validateResponse } from "@stationmaster/ocpp";
import type { Logger, slowLog } from "@stationmaster/runtime";
import { type GroupCommit, groupCommit, NotStoredInTime } from "./group-commit";
import { insist } from "./insist";
import type { ServerMetrics } from "./server-metrics";
import { factsOf } from "./verdict";

type Hot = {
  ingest: Sql;
  announce(tenantId: string, announcement: Announcement): void;
  giveUpMs: number;
  metrics: ServerMetrics;
  log: Logger;
  slow: ReturnType<typeof slowLog>;
};
type Event = Arrived<StationAction>;
type Reply = Res<StationAction>;

export type HotMessages = ReturnType<typeof hotMessages>;

/** The messages that are committed in groups: one queue per action, which shares nothing with the others. */
export function hotMessages(hot: Hot) {
  const queues = new Map<StationAction, GroupCommit<Event, Reply>>();

  const queueOf = (message: Ingest) => {
    const known = queues.get(message.action);
    if (known) return known;
    const { action } = message;
    const queue = groupCommit<Event, Reply>({
      commit: (events) => commit(hot, message, events),
      giveUpMs: hot.giveUpMs,
      watch: {
        flushed(events, ms) {
          hot.metrics.commitBatch.observe({ action }, events);
          hot.metrics.commitSeconds.observe({ action }, ms / 1000);
          hot.slow(ms, "a slow flush", { action, events });
        },
        halved: () => hot.metrics.commitHalvings.inc({ action }),
        retried: () => hot.metrics.commitRetries.inc({ action }),
      },
    });
    queues.set(action, queue);
    return queue;
  };

  return {
    /** Resolves after the commit with the reply. An event the tables refuse is kept aside and answered as the room says. */
    async handle(message: Ingest, event: Omit<Event, "n">): Promise<Reply> {
      try {
        return await queueOf(message).add({ ...event, n: 0 });
      } catch (why) {
        if (why instanceof NotStoredInTime) throw why;
        return putAside(hot, message, event, why);
      }
    },

    /** Called every second: lets go of what waits too long, and says how things stand. */
    tend(): void {
      for (const [action, queue] of queues) {
        queue.expire();
        hot.metrics.commitWaiting.set({ action }, queue.waiting());
        hot.metrics.commitOldestSeconds.set({ action }, queue.oldestMs() / 1000);
      }
    },
  };
}

async function commit({ ingest, announce }: Hot, message: Ingest, events: Event[]): Promise<Reply[]> {
  const tenantIds = events.map(({ tenantId }) => tenantId);
  const replies = await withTenants(ingest, tenantIds, async (tx) => {
    const made = await message.handleMany(tx, events);
    if (made.length !== events.length) throw new Error(`${made.length} replies to ${events.length} events`);
    // Before the commit, so that a reply we may not send takes its event with it.
    for (const { response } of made) strictly(message.action, response);
    return made;
  });
  for (const [n, { announcements }] of replies.entries()) {
    for (const announcement of announcements) announce(events[n]!.tenantId, announcement);
  }
  return replies.map(({ response }) => response);
}

async function putAside(
  { ingest, giveUpMs, metrics, log }: Hot,
  message: Ingest,
  event: Omit<Event, "n">,
  why: unknown,
): Promise<Reply> {
  const { tenantId, stationId, receivedAt, request } = event;
  const { action } = message;
  const facts = factsOf(why);
  metrics.rejected.inc({ action });
  log.error({ tenantId, stationId, action, why: facts }, "the tables refused a valid message");
  const reason = [facts.code, facts.constraint, facts.message ?? facts.name].filter(Boolean).join(" ");
  await insist(
    () =>
      withTenants(ingest, [tenantId], (tx) =>
        keepRejected(tx, { tenantId, stationId, action, receivedAt, request, reason }),
      ),
    { giveUpMs },
  );
  return strictly(action, message.replyToRejected(request));
}

function strictly(action: StationAction, response: Reply): Reply {
  try {
    return validateResponse(action, response, { unknownProperties: "refuse" }).payload;
  } catch (error) {
    throw new Error(`our reply to ${action} breaks its schema: ${(error as Error).message}`);
  }
}
