import { identityOf, tokenOf } from "./company";
import type { Known } from "./find-known";

export type Address = { name: string; path: string; isApi?: boolean };

/** The portal's pages, the queries its tabs and tables ask besides, and the lists of the HTTP API. */
export const addressesOf = (known: Known): Address[] => [
  ...pagesOf(known),
  ...queriesOf(known).map(([name, input]) => ({
    name: `${name} ${briefly(input)}`,
    path: `/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(superjson(input)))}`,
  })),
  ...apiListsOf(known).map((path) => ({ name: `GET /api/v1${path}`, path: `/api/v1${path}`, isApi: true })),
];

const briefly = (input: object) =>
  Object.entries(input)
    .map(
      ([key, value]) =>
        `${key}=${value instanceof Date ? value.toISOString().slice(0, 10) : JSON.stringify(value).slice(0, 20)}`,
    )
    .join(" ");

/** As tRPC sends it: what JSON cannot say stands beside it. */
function superjson(input: object) {
  const dates = Object.entries(input).flatMap(([key, value]) => (value instanceof Date ? [[key, ["Date"]]] : []));
  return { json: input, ...(dates.length > 0 ? { meta: { values: Object.fromEntries(dates) } } : {}) };
}

const tabs = [
  ...["now", "sessions", "configuration", "network", "energy", "local-list", "commands", "messages", "display"],
  ...["data-transfer", "security", "diagnostics", "firmware", "authorizations", "onboarding"],
];

function pagesOf({ siteId, sessionId, gapSessionId, bulkId }: Known): Address[] {
  const station = `/stations/${identityOf(11)}`;
  const paths = [
    ...["/", `/?site=${siteId}`, "/map", `/map?site=${siteId}`],
    ...["/stations", "/stations?sort=identity.asc", "/stations?sort=lastSeenAt.desc", "/stations?sort=model.asc"],
    ...["charging", "cannot-sell", "with-problems", "offline", "waiting", "reboot"].map(
      (view) => `/stations?view=${view}`,
    ),
    ...[`/stations?site=${siteId}`, "/stations?search=Y-001", "/stations?search=aachen", "/stations?model=Post%2022"],
    ...tabs.map((tab) => `${station}?tab=${tab}`),
    ...[
      "/sessions",
      "/sessions?view=active",
      "/sessions?view=gaps",
      "/sessions?sort=energyWh.desc",
      "/sessions?search=0483",
    ],
    ...[
      "/sessions?search=tx-1-5000",
      "/sessions?search=zzz",
      `/sessions?site=${siteId}`,
      `/sessions?station=${identityOf(11)}`,
    ],
    ...["/sessions?from=2026-02-01&to=2026-02-28&when=range", `/sessions/${sessionId}`, `/sessions/${gapSessionId}`],
    ...[
      "/cards",
      "/cards?search=0483",
      "/cards?search=ada",
      "/cards?search=gesa.4",
      "/cards?search=fleet-1",
      "/cards?search=zzz",
    ],
    ...["/cards?group=FLEET-10", "/cards?state=Blocked", "/cards?view=drivers", "/cards?view=drivers&search=ben"],
    ...["/cards?view=decisions", "/cards?view=decisions&outcome=all", "/cards?view=decisions&search=0483"],
    ...["/reservations", "/reservations?view=list", "/reservations?view=list&search=0483", "/reservations?span=week"],
    ...[
      "/bulk-commands",
      `/bulk-commands/${bulkId}`,
      "/templates",
      "/templates?list=stations",
      "/tariffs",
      "/tariffs/usual",
    ],
    ...["/reports", "/settings", "/settings?tab=keys", "/add-station", "/new-tariff", "/new-template", "/import-cards"],
  ];
  return paths.map((path) => ({ name: path.replace(/[0-9a-f-]{36}/, "{id}"), path }));
}

function queriesOf(known: Known): [name: string, input: object][] {
  const identity = identityOf(11);
  const station = { identity };
  const page = { ...station, limit: 50 };
  const { sessionId: id, cardId, driverId, siteId, bulkId, monthsAgo } = known;
  const card = { cardId };
  return [
    ["me.counts", {}],
    ["map.points", {}],
    ["search.all", { text: "0483" }],
    ["search.all", { text: "y-004" }],
    ["search.all", { text: "zzz" }],
    ["stations.curve", { ...station, minutes: 1440 }],
    ["stations.variables", page],
    ["stations.variables", { ...page, search: "setting" }],
    ["stations.report", station],
    ["stations.counts", { search: "y-0" }],
    ["onboarding.get", station],
    ["sessions.list", { stationIdentity: identity, limit: 50 }],
    ["sessions.list", { limit: 50, from: monthsAgo, order: "asc" }],
    ["sessions.list", { limit: 50, sort: "energyWh", from: monthsAgo }],
    ["sessions.list", { limit: 50, search: "zzz", from: monthsAgo }],
    ["sessions.list", { limit: 50, withGaps: false, siteId }],
    ["sessions.counts", {}],
    ["sessions.events", { id, limit: 50 }],
    ["sessions.meterValues", { id, limit: 50 }],
    ["sessions.curve", { id }],
    ["sessions.story", { id }],
    ["tariffAndCost.told", { id }],
    ["tariffAndCost.stations", { key: "usual", limit: 50 }],
    ["commands.list", { stationIdentity: identity, limit: 50 }],
    ["messages.list", { stationIdentity: identity, limit: 50 }],
    ["messages.list", { stationIdentity: identity, limit: 50, action: "Heartbeat" }],
    ["network.get", station],
    ["smartCharging.profiles", page],
    ["smartCharging.history", page],
    ["smartCharging.ahead", station],
    ["smartCharging.schedules", station],
    ["smartCharging.limits", station],
    ["smartCharging.evMessages", page],
    ["localAuthList.get", { identity: identityOf(10) }],
    ["localAuthList.entries", { identity: identityOf(10), limit: 50 }],
    ["localAuthList.updates", { identity: identityOf(10), limit: 20 }],
    ["localAuthList.cards", { identity: identityOf(10), search: "0483" }],
    ["displayMessage.list", page],
    ["dataTransfer.list", page],
    ["security.events", page],
    ["security.events", { ...page, criticality: "critical" }],
    ["security.requests", page],
    ["security.signed", page],
    ["certificates.installed", page],
    ["certificates.changes", page],
    ["certificates.inquiries", page],
    ["diagnostics.events", page],
    ["diagnostics.problems", page],
    ["diagnostics.monitors", page],
    ["diagnostics.monitoring", station],
    ["diagnostics.logs", page],
    ["diagnostics.customers", page],
    ["firmware.jobs", page],
    ["authorization.get", { id: cardId }],
    ["authorization.used", card],
    ["authorization.used", { driverId }],
    ["authorization.changes", card],
    ["authorization.driver", { id: driverId }],
    ["authorization.list", { driverId }],
    ["authorization.list", { states: ["Expired"], limit: 50 }],
    ["authorization.list", { types: ["KeyCode"], limit: 50 }],
    ["authorization.refusals", {}],
    ["authorization.refusals", { hours: 168 }],
    ["authorization.decisions", { cardId, limit: 50 }],
    ["authorization.decisions", { stationIdentity: identity, limit: 50 }],
    ["authorization.decisions", { rules: ["lost"], limit: 50 }],
    ["authorization.decisions", { rules: ["blocked"], refused: true, limit: 50 }],
    ["authorization.decisions", { refused: true, search: "0483", limit: 50 }],
    ["configurationTemplates.kinds", {}],
    ["configurationTemplates.drift", { view: "all", limit: 50 }],
    ["configurationTemplates.driftCounts", {}],
    ["configurationTemplates.ofStation", station],
    ["configurationTemplates.reported", { ...station }],
    ["bulkCommands.stations", { id: bulkId, limit: 50 }],
    ["bulkCommands.selection", { siteId }],
    ["sites.page", { limit: 50 }],
    ...known.lastPages,
  ];
}

function apiListsOf({ sessionId, siteId }: Known): string[] {
  const station = `/stations/${identityOf(11)}`;
  const ofStation = ["", "/availability", "/commands", "/data-transfers", "/events", "/problems", "/monitors", "/logs"];
  const more = [
    "/customer-information",
    "/firmware",
    "/network-profiles",
    "/onboarding",
    "/security-events",
    "/messages",
  ];
  return [
    ...["/stations?limit=200", "/stations?state=charging&limit=200", `/stations?siteId=${siteId}`, "/sites"],
    ...[...ofStation, ...more, "/variables", "/drift", "/certificates"].map((path) => `${station}${path}`),
    ...[
      "/transactions?limit=200",
      "/transactions?active=true&limit=200",
      "/transactions?withGaps=true",
      "/transactions?search=0483",
    ],
    ...["", "/events", "/meter-values", "/story"].map((path) => `/transactions/${sessionId}${path}`),
    ...[
      "/id-tokens?limit=200",
      "/id-tokens?search=0483",
      `/id-tokens/${tokenOf(4_711)}`,
      "/drivers?limit=200",
      "/drivers?search=cara",
    ],
    ...[
      "/authorizations?limit=200",
      "/reservations?limit=200",
      "/bulk-commands",
      "/configuration-templates",
      "/drift",
      "/reports",
    ],
    "/tariffs",
  ];
}
