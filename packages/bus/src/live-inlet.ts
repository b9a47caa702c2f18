import type { Bus, BusLog } from "./bus";
import { changesTopic, decodeNews, type LiveChange, watchingTopic } from "./live-change";

export interface LiveInlet {
  /** Resolves once every later change will be heard. */
  ready: Promise<void>;
  /** `onMissed` is called when changes may have been lost or were too many to tell: read anew what is shown. */
  watch(tenantId: string, onChanges: (changes: LiveChange[]) => void, onMissed?: () => void): () => void;
  close(): Promise<void>;
}

interface Watcher {
  onChanges: (changes: LiveChange[]) => void;
  onMissed: () => void;
}

const announceEveryMs = 20_000;
// Tenant ids with a space between: well under the limit of one message.
const tenantsPerMessage = 150;

/** One subscription for the whole process, fanned out here by tenant. */
export function liveInlet(bus: Bus, log?: BusLog): LiveInlet {
  const watchers = new Map<string, Set<Watcher>>();

  const announce = async (tenantIds: string[]) => {
    try {
      for (let from = 0; from < tenantIds.length; from += tenantsPerMessage) {
        await bus.publish(watchingTopic, tenantIds.slice(from, from + tenantsPerMessage).join(" "));
      }
    } catch (error) {
      log?.warn({ err: error }, "could not announce what is watched");
    }
  };
  const announceAll = () => void announce([...watchers.keys()]);

  const changes = bus.subscribe(changesTopic, (message) => {
    const news = decodeNews(message);
    for (const watcher of watchers.get(news?.tenantId ?? "") ?? []) {
      if (news?.changes) guarded(() => watcher.onChanges(news.changes ?? []));
      else guarded(watcher.onMissed);
    }
  });
  const questions = bus.subscribe(watchingTopic, (message) => {
    if (message === "") announceAll();
  });
  const subscribed = Promise.all([changes, questions]);
  const ready = subscribed.then(() => undefined);
  ready.catch((error) => log?.warn({ err: error }, "live changes cannot be heard"));
  const forget = bus.onGap(() => {
    announceAll();
    for (const watcher of [...watchers.values()].flatMap((some) => [...some])) guarded(watcher.onMissed);
  });
  const timer = setInterval(announceAll, announceEveryMs).unref();

  // One browser's fault must not keep the news from the others.
  function guarded(tell: () => void) {
    try {
      tell();
    } catch (error) {
      log?.error({ err: error }, "a watcher of live changes failed");
    }
  }

  return {
    ready,
    watch(tenantId, onChanges, onMissed = () => undefined) {
      const watcher = { onChanges, onMissed };
      const others = watchers.get(tenantId);
      if (others) others.add(watcher);
      else watchers.set(tenantId, new Set([watcher]));
      if (!others) void announce([tenantId]);
      return () => {
        const left = watchers.get(tenantId);
        left?.delete(watcher);
        if (left?.size === 0) watchers.delete(tenantId);
      };
    },

    async close() {
      clearInterval(timer);
      forget();
      watchers.clear();
      const stops = await subscribed.catch(() => []);
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
