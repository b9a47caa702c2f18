import type { Bus, BusLog } from "./bus";
import { untold } from "./bus-metrics";
import { changesTopic, encodeNews, keyOf, type LiveChange, watchingTopic } from "./live-change";

export interface LiveOutlet {
  /** Resolves once it hears what is watched. */
  ready: Promise<void>;
  /** Tells the portals that show this tenant; costs nothing while nobody looks. */
  changed(tenantId: string, change: LiveChange): void;
  close(): Promise<void>;
}

const gatherMs = 75;
const watchedForMs = 60_000;
// Beyond this a portal reads its lists anew, which costs less than to be told each.
const mostChanges = 400;

export function liveOutlet(bus: Bus, log?: BusLog): LiveOutlet {
  const watchedUntil = new Map<string, number>();
  const gathered = new Map<string, Map<string, LiveChange> | "too many">();
  const timers = new Map<string, NodeJS.Timeout>();

  const subscribed = bus.subscribe(watchingTopic, (message) => {
    const now = performance.now();
    for (const [tenantId, until] of watchedUntil) if (until < now) watchedUntil.delete(tenantId);
    for (const tenantId of message.split(" ").filter(Boolean)) watchedUntil.set(tenantId, now + watchedForMs);
  });
  // An empty announcement asks the portals for theirs: otherwise a fresh process is silent for up to 20 s.
  const ask = () => bus.publish(watchingTopic, "").catch(() => undefined);
  const forget = bus.onGap(ask);
  const ready = subscribed.then(ask);
  ready.catch((error) => log?.warn({ err: error }, "nobody can say what is watched"));

  async function tell(tenantId: string) {
    timers.delete(tenantId);
    const changes = gathered.get(tenantId);
    gathered.delete(tenantId);
    if (!changes) return;
    const news = { tenantId, changes: changes === "too many" ? undefined : [...changes.values()] };
    for (const message of encodeNews(news)) await bus.publish(changesTopic, message);
  }

  return {
    ready,
    changed(tenantId, change) {
      if ((watchedUntil.get(tenantId) ?? 0) < performance.now()) return;
      gathered.set(tenantId, withChange(gathered.get(tenantId), change));
      if (timers.has(tenantId) && !change.isSettled) return;
      clearTimeout(timers.get(tenantId));
      const timer = setTimeout(
        () => {
          tell(tenantId).catch((error) => {
            untold.inc({ what: "live" });
            log?.warn({ err: error, tenantId }, "live changes were not told");
          });
        },
        change.isSettled ? 0 : gatherMs,
      );
      timers.set(tenantId, timer);
    },

    async close() {
      for (const timer of timers.values()) clearTimeout(timer);
      forget();
      await Promise.all([...gathered.keys()].map((tenantId) => tell(tenantId).catch(() => undefined)));
      await subscribed.then((unsubscribe) => unsubscribe()).catch(() => undefined);
    },
  };
}

function withChange(changes: Map<string, LiveChange> | "too many" | undefined, change: LiveChange) {
  if (changes === "too many") return changes;
  const known = changes ?? new Map<string, LiveChange>();
  known.set(keyOf(change), change);
  return known.size > mostChanges ? "too many" : known;
}
