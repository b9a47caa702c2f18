import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRefresher } from "./refresh";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A page that shows a query: how often it was asked, and what it was told. */
function watching(client: QueryClient, path: string, input: object, answer: () => unknown) {
  const ask = vi.fn(async () => answer());
  const observer = new QueryObserver(client, { queryKey: [path.split("."), { input, type: "query" }], queryFn: ask });
  observer.subscribe(() => {});
  return ask;
}

test("a change asks at once, and many changes no more than once a pause", async () => {
  const client = new QueryClient();
  const refresher = createRefresher(client, {});
  const ask = watching(client, "stations.counts", {}, () => ({}));
  await vi.advanceTimersByTimeAsync(10);
  expect(ask).toHaveBeenCalledTimes(1);

  for (let n = 0; n < 20; n++) {
    refresher.onChanges([{ kind: "station", id: `s${n}` }]);
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(ask).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(2000);
  expect(ask).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(5000);
  expect(ask).toHaveBeenCalledTimes(3);
  refresher.stop();
});

test("a station's page is asked again for its own changes only", async () => {
  const client = new QueryClient();
  const refresher = createRefresher(client, {});
  const station = watching(client, "stations.get", { identity: "A" }, () => ({ id: "a", identity: "A" }));
  const messages = watching(client, "messages.list", { stationIdentity: "A" }, () => ({}));
  await vi.advanceTimersByTimeAsync(10);

  refresher.onChanges([{ kind: "message", id: "m", stationId: "b" }]);
  refresher.onChanges([{ kind: "connector", id: "b", stationId: "b" }]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(station).toHaveBeenCalledTimes(1);
  expect(messages).toHaveBeenCalledTimes(1);

  refresher.onChanges([{ kind: "message", id: "m", stationId: "a" }]);
  refresher.onChanges([{ kind: "connector", id: "a", stationId: "a" }]);
  await vi.advanceTimersByTimeAsync(10);
  expect(station).toHaveBeenCalledTimes(2);
  expect(messages).toHaveBeenCalledTimes(2);
  refresher.stop();
});

test("an answer already on its way is waited for and then asked for once more", async () => {
  const client = new QueryClient();
  const refresher = createRefresher(client, {});
  let finish: (() => void) | undefined;
  const ask = watching(client, "stations.counts", {}, () => new Promise((done) => (finish = () => done({}))));
  await vi.advanceTimersByTimeAsync(10);
  refresher.onChanges([{ kind: "station", id: "s" }]);
  await vi.advanceTimersByTimeAsync(10);
  expect(ask).toHaveBeenCalledTimes(1);
  finish?.();
  await vi.advanceTimersByTimeAsync(10);
  expect(ask).toHaveBeenCalledTimes(2);
  refresher.stop();
});

test("a list read far down keeps its pages: only the rows that changed are renewed", async () => {
  const client = new QueryClient();
  const key = [["stations", "list"], { input: { limit: 1 }, type: "infinite" }];
  const page = (id: string) => ({ items: [{ id, power: 0 }], nextCursor: null });
  client.setQueryData(key, { pages: [page("a"), page("b"), page("c")], pageParams: [null, "1", "2"] });
  const ask = vi.fn(async () => ({}));
  new QueryObserver(client, { queryKey: key, queryFn: ask, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => {});
  const rows = vi.fn(async (ids: string[]) => ids.map((id) => ({ id, power: 7 })));
  const refresher = createRefresher(client, { "stations.list": rows });

  refresher.onChanges([
    { kind: "station", id: "b" },
    { kind: "station", id: "elsewhere" },
  ]);
  await vi.advanceTimersByTimeAsync(10);
  expect(rows).toHaveBeenCalledExactlyOnceWith(["b"]);
  expect(ask).not.toHaveBeenCalled();
  expect(client.getQueryData(key)).toMatchObject({
    pages: [{ items: [{ id: "a", power: 0 }] }, { items: [{ id: "b", power: 7 }] }, { items: [{ id: "c", power: 0 }] }],
  });
  refresher.stop();
});

test("a bulk command is asked again when a command of any of its stations changes", async () => {
  const client = new QueryClient();
  const refresher = createRefresher(client, {});
  const [one, rows, list] = ["get", "stations", "list"].map((name) =>
    watching(client, `bulkCommands.${name}`, name === "list" ? {} : { id: "bulk-1" }, () => ({ id: "bulk-1" })),
  );
  await vi.advanceTimersByTimeAsync(10);
  refresher.onChanges([{ kind: "command", id: "c7", stationId: "a" }]);
  await vi.advanceTimersByTimeAsync(10);
  expect([one, rows, list].map((ask) => ask!.mock.calls.length)).toEqual([2, 2, 2]);
  refresher.stop();
});

test("what a room announces is asked again by its own queries alone, and by those of the station it is about", async () => {
  const client = new QueryClient();
  const refresher = createRefresher(client, {});
  const data = () => ({ id: "a", identity: "A", stationId: "a" });
  watching(client, "stations.get", { identity: "A" }, data);
  const profiles = watching(client, "smartCharging.profiles", { stationIdentity: "A" }, () => ({}));
  const one = watching(client, "smartCharging.profile", { id: "p1" }, data);
  const tariffs = watching(client, "tariffAndCost.list", {}, () => ({}));
  await vi.advanceTimersByTimeAsync(10);

  refresher.onChanges([{ kind: "room", id: "smart-charging", stationId: "b" }]);
  await vi.advanceTimersByTimeAsync(5000);
  expect([profiles, one, tariffs].map((ask) => ask.mock.calls.length)).toEqual([1, 1, 1]);

  refresher.onChanges([{ kind: "room", id: "smart-charging", stationId: "a" }]);
  await vi.advanceTimersByTimeAsync(5000);
  expect([profiles, one, tariffs].map((ask) => ask.mock.calls.length)).toEqual([2, 2, 1]);

  refresher.onChanges([{ kind: "room", id: "tariff-and-cost" }]);
  await vi.advanceTimersByTimeAsync(10);
  expect([profiles, one, tariffs].map((ask) => ask.mock.calls.length)).toEqual([2, 2, 2]);
  refresher.stop();
});
