import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { LiveChange, LiveKind } from "./change";

/** Which queries a change makes old, by the path of their procedure. A room's own are all those of its router. */
const touched: Record<Exclude<LiveKind, "room">, string[]> = {
  station: [
    "stations.list",
    "stations.counts",
    "stations.get",
    "onboarding.get",
    "overview.get",
    "map.points",
    "me.counts",
    "sessions.get",
    "availability.get",
    "network.get",
    "stations.password",
    // It may have booted as another model, or with what it took before.
    "configurationTemplates.ofStation",
    "configurationTemplates.drift",
    "configurationTemplates.driftCounts",
  ],
  connector: [
    "stations.list",
    "stations.counts",
    "stations.get",
    "onboarding.get",
    "overview.get",
    "map.points",
    "sessions.get",
    "availability.get",
    // An EVSE that is back from its restart.
    "commands.get",
  ],
  transaction: [
    "sessions.list",
    "sessions.counts",
    "sessions.get",
    "sessions.events",
    "sessions.curve",
    "sessions.story",
    "stations.get",
    "stations.list",
    "stations.curve",
    "overview.get",
    "map.points",
    "me.counts",
    "tariffAndCost.told",
    // A profile goes with its session.
    "smartCharging.profiles",
    "smartCharging.history",
    "smartCharging.ahead",
  ],
  command: [
    "commands.list",
    "commands.get",
    "stations.report",
    "onboarding.get",
    "bulkCommands.list",
    "bulkCommands.get",
    "bulkCommands.stations",
    "sessions.get",
    "network.get",
    "stations.password",
    "sessions.story",
    "configurationTemplates.ofStation",
    "configurationTemplates.drift",
  ],
  message: ["messages.list", "tariffAndCost.told"],
  report: ["reports.list"],
  variables: [
    "stations.variables",
    "network.get",
    "stations.report",
    "stations.get",
    "stations.counts",
    "onboarding.get",
    "configurationTemplates.ofStation",
    "configurationTemplates.drift",
    "configurationTemplates.driftCounts",
    "configurationTemplates.list",
    "configurationTemplates.detail",
  ],
};

/** What `tariff-and-cost` announces is seen by every query of `tariffAndCost`. */
const routerOf = (room: string) => room.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function pathsOf(client: QueryClient, change: LiveChange): Iterable<string> {
  if (change.kind !== "room") return touched[change.kind] ?? [];
  const own = `${routerOf(change.id)}.`;
  const elsewhere = change.id === "diagnostics" ? ["overview.get", "stations.counts"] : [];
  const seen = client
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => pathOf(queryKey));
  return new Set([...(seen.filter((path) => path?.startsWith(own)) as string[]), ...elsewhere]);
}

/** Whole-fleet figures cost more than rows and are looked at, not watched: they may wait a little. */
const pauseOf = (path: string) =>
  ({
    "overview.get": 3000,
    "map.points": 3000,
    "stations.curve": 3000,
    "sessions.curve": 2000,
    "sessions.story": 2000,
    "configurationTemplates.driftCounts": 3000,
    "configurationTemplates.list": 3000,
  })[path] ?? 1000;

/** What is about many stations at once: a change at any of them may be one of theirs. */
const ofMany = new Set(["bulkCommands.get", "bulkCommands.stations"]);

/** How long a page may be on its way from the server. */
const drawingMs = 5000;

export type RowsById = Record<string, (ids: string[]) => Promise<{ id: string }[]>>;

/** Turns live changes into refetches: at once, then at most one a pause for each procedure. */
export function createRefresher(client: QueryClient, rowsById: RowsById) {
  const waiting = new Map<string, LiveChange[]>();
  const resting = new Map<string, ReturnType<typeof setTimeout> | undefined>();
  let stopped = false;
  const touchedAt = new Map<string, number>();

  // A page that was drawn by the server while a change was on its way brings what was true before it.
  const unwatch = client.getQueryCache().subscribe(({ type, query }) => {
    const path = pathOf(query.queryKey);
    if (type !== "added" || path === undefined || query.state.data === undefined) return;
    if (performance.now() - (touchedAt.get(path) ?? Number.NEGATIVE_INFINITY) > drawingMs) return;
    setTimeout(() => void client.invalidateQueries({ queryKey: query.queryKey, exact: true }), 300);
  });

  function run(path: string) {
    const changes = waiting.get(path);
    waiting.delete(path);
    if (!changes) {
      resting.delete(path);
      return;
    }
    resting.set(path, undefined);
    const began = performance.now();
    const queries = client.getQueryCache().findAll({
      predicate: (query) =>
        pathOf(query.queryKey) === path &&
        !isLong(query.state.data) &&
        (ofMany.has(path) || concerns(client, query.queryKey, query.state.data, changes)),
    });
    void Promise.allSettled([renew(client, queries), renewRows(client, path, changes, rowsById[path])]).then(() => {
      if (stopped) return;
      // What takes the server long is asked less often.
      const pause = Math.max(pauseOf(path), 4 * (performance.now() - began));
      resting.set(
        path,
        setTimeout(() => run(path), pause),
      );
    });
  }

  return {
    onChanges(changes: LiveChange[]) {
      for (const change of changes)
        for (const path of pathsOf(client, change)) {
          waiting.set(path, [...(waiting.get(path) ?? []), change]);
          touchedAt.set(path, performance.now());
        }
      for (const path of waiting.keys()) if (!resting.has(path)) run(path);
    },
    /** After a pause of the subscription anything may have happened. */
    refreshAll: () => client.invalidateQueries({ refetchType: "active" }),
    stop() {
      stopped = true;
      unwatch();
      for (const timer of resting.values()) clearTimeout(timer);
      resting.clear();
      waiting.clear();
    },
  };
}

/** What is on its way already is not cut off, but asked once more: it may have been read before the change. */
async function renew(client: QueryClient, queries: Query[]) {
  const underWay = queries.filter((query) => query.state.fetchStatus === "fetching");
  const each = (list: Query[]) =>
    Promise.all(
      list.map(({ queryKey }) => client.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false })),
    );
  await each(queries);
  await each(underWay);
}

type Pages = { pages: { items: { id: string }[] }[]; pageParams: unknown[] };

// A list read far down is not asked again page by page: only the rows that changed are renewed in place.
const isLong = (data: unknown) => ((data as Pages | undefined)?.pages?.length ?? 0) > 2;

async function renewRows(
  client: QueryClient,
  path: string,
  changes: LiveChange[],
  fetchRows: RowsById[string] | undefined,
) {
  if (!fetchRows) return;
  const changed = new Set(changes.flatMap((change) => [change.id, change.stationId ?? change.id]));
  const queries = client
    .getQueryCache()
    .findAll({ type: "active", predicate: (query) => pathOf(query.queryKey) === path && isLong(query.state.data) });
  const ids = new Set(
    queries.flatMap((query) =>
      (query.state.data as Pages).pages.flatMap((page) =>
        page.items.filter((row) => changed.has(row.id)).map((row) => row.id),
      ),
    ),
  );
  if (ids.size === 0) return;
  const rows = await fetchRows([...ids].slice(0, 200)).catch(() => []);
  const fresh = new Map(rows.map((row) => [row.id, row]));
  for (const query of queries)
    client.setQueryData<Pages>(
      query.queryKey,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({ ...page, items: page.items.map((row) => fresh.get(row.id) ?? row) })),
        },
    );
}

// tRPC keys are [["stations", "get"], { input, type }].
function pathOf(key: QueryKey): string | undefined {
  return Array.isArray(key[0]) ? key[0].join(".") : undefined;
}

type Options = { input?: { identity?: string; stationIdentity?: string; id?: string } };

/** Whether a query is about what changed: unknown means yes. */
function concerns(client: QueryClient, key: QueryKey, data: unknown, changes: LiveChange[]): boolean {
  const input = (key[1] as Options | undefined)?.input;
  const identity = input?.identity ?? input?.stationIdentity;
  if (identity !== undefined) {
    const id = stationIdOf(client, identity, data);
    return (
      id === undefined || changes.some((change) => isOfRoomAlone(change) || change.stationId === id || change.id === id)
    );
  }
  if (input?.id !== undefined) {
    const { stationId } = (data ?? {}) as { stationId?: string };
    return changes.some(
      ({ id, stationId: at, kind }) =>
        id === input.id ||
        (kind === "room" && (at === undefined || stationId === undefined)) ||
        (kind !== "transaction" && stationId !== undefined && (id === stationId || at === stationId)),
    );
  }
  return true;
}

/** A change of a whole room, as of a tariff, is every station's. */
const isOfRoomAlone = ({ kind, stationId }: LiveChange) => kind === "room" && stationId === undefined;

function stationIdOf(client: QueryClient, identity: string, data: unknown): string | undefined {
  const own =
    (data as { id?: string; identity?: string } | undefined)?.identity === identity
      ? (data as { id: string }).id
      : undefined;
  if (own) return own;
  const station = client.getQueriesData<{ id: string; identity: string }>({ queryKey: [["stations", "get"]] });
  return station.find(([, found]) => found?.identity === identity)?.[1]?.id;
}
