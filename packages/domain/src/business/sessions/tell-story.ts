/** An event of the ledger, as far as the story needs it. */
export type StoryEvent = {
  seqNo: number;
  eventType: "Started" | "Updated" | "Ended";
  triggerReason: string;
  at: Date;
  receivedAt: Date;
  offline: boolean;
  chargingState: string | null;
  stoppedReason: string | null;
  idToken: string | null;
  registerWh: number | null;
};

/** What people asked for: the start and the stop that were sent to the station. */
export type StoryRequest = { what: "start" | "stop"; at: Date; by: string; outcome: string; commandId: string };

type Said =
  | { kind: "plugged" | "unplugged" | "charging" | "resumed" | "pausedByCar" | "pausedByStation" | "idle" }
  | { kind: "began" | "rateChanged" | "deauthorized" | "abnormal" | "registerFell" }
  | { kind: "authorized" | "stopAuthorized"; card: string | null }
  | { kind: "startAsked" | "stopAsked"; by: string; outcome: string; commandId: string }
  | { kind: "missing"; count: number }
  | { kind: "offline"; until: Date; events: number }
  | { kind: "clockBack"; seconds: number }
  | { kind: "ended"; reason: string | null }
  | { kind: "closed"; by: string };

/** `energyWh`: delivered until then; null where no register tells. */
export type Moment = Said & { at: Date; energyWh: number | null };

/** A clock may be corrected by this much without a word. */
const clockToleranceMs = 60_000;

const stateWords: Record<string, Said["kind"]> = {
  Charging: "charging",
  SuspendedEV: "pausedByCar",
  SuspendedEVSE: "pausedByStation",
  EVConnected: "idle",
  Idle: "unplugged",
};

const triggerWords: Record<string, Said["kind"]> = {
  CablePluggedIn: "plugged",
  ChargingRateChanged: "rateChanged",
  Deauthorized: "deauthorized",
  AbnormalCondition: "abnormal",
  EVDeparted: "unplugged",
  EVCommunicationLost: "unplugged",
};

/** A session in words, moment by moment, in the order of its ledger; a steady meter value is no news. */
export function tellStory(events: StoryEvent[], requests: StoryRequest[] = []): Moment[] {
  const story: Moment[] = [];
  const asked = [...requests].sort((a, b) => a.at.getTime() - b.at.getTime());
  const first = events.find(({ registerWh }) => registerWh !== null)?.registerWh ?? null;
  let before: StoryEvent | undefined;
  let state: string | null = null;
  let register: number | null = null;
  let wasCharging = false;

  for (const event of events) {
    const energyWh = first === null || event.registerWh === null ? null : Math.max(0, event.registerWh - first);
    const say = (said: Said, at = event.at) => story.push({ ...said, at, energyWh });
    while (asked[0] && asked[0].at <= event.receivedAt) say(...requestOf(asked.shift()!));
    if (before && event.seqNo > before.seqNo + 1)
      say({ kind: "missing", count: event.seqNo - before.seqNo - 1 }, before.at);
    if (before && before.at.getTime() - event.at.getTime() > clockToleranceMs)
      say({ kind: "clockBack", seconds: Math.round((before.at.getTime() - event.at.getTime()) / 1000) });
    if (register !== null && event.registerWh !== null && event.registerWh < register) say({ kind: "registerFell" });
    if (event.offline) noteOffline(story, event, energyWh, before?.offline === true);

    const now: string | null = event.chargingState ?? state;
    const said = new Set<Said["kind"]>();
    for (const word of wordsOf(event, state, now, wasCharging)) {
      if (said.has(word.kind)) continue;
      said.add(word.kind);
      say(word);
    }
    wasCharging ||= now === "Charging";
    [before, state, register] = [event, now, event.registerWh ?? register];
  }
  for (const request of asked) {
    const [said, at] = requestOf(request);
    story.push({ ...said, at, energyWh: null });
  }
  return story;
}

function wordsOf(event: StoryEvent, before: string | null, now: string | null, wasCharging: boolean): Said[] {
  const words: Said[] = [];
  const { triggerReason, idToken, eventType, stoppedReason } = event;
  const byTrigger = triggerWords[triggerReason];
  if (byTrigger) words.push({ kind: byTrigger } as Said);
  else if (eventType === "Started" && !idToken) words.push({ kind: "began" });
  if (triggerReason === "StopAuthorized") words.push({ kind: "stopAuthorized", card: idToken });
  else if (idToken && eventType !== "Ended") words.push({ kind: "authorized", card: idToken });
  const byState = now !== null && now !== before && eventType !== "Ended" ? stateWords[now] : undefined;
  // A cable that is plugged in leaves the car connected: said once.
  const isNews = byState !== "idle" || (before !== null && before !== "Idle");
  if (byState && isNews) words.push({ kind: byState === "charging" && wasCharging ? "resumed" : byState } as Said);
  if (eventType === "Ended") words.push({ kind: "ended", reason: stoppedReason });
  return words;
}

const requestOf = ({ what, at, by, outcome, commandId }: StoryRequest): [Said, Date] => [
  { kind: what === "start" ? "startAsked" : "stopAsked", by, outcome, commandId },
  at,
];

/** One stretch without a connection is one moment, however much was noted in it. */
function noteOffline(story: Moment[], { at }: StoryEvent, energyWh: number | null, goesOn: boolean): void {
  const last = goesOn ? story.findLast(({ kind }) => kind === "offline") : undefined;
  if (last?.kind === "offline") Object.assign(last, { until: at, events: last.events + 1 });
  else story.push({ kind: "offline", at, until: at, events: 1, energyWh });
}
