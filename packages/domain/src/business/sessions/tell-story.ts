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
  | { kind: "clockBack" | "clockForward" | "clockDoubtful"; seconds: number }
  | { kind: "ended"; reason: string | null }
  | { kind: "closed"; by: string };

/** `energyWh`: delivered until then; null where no register tells. */
export type Moment = Said & { at: Date; energyWh: number | null };

/** Where the station's clock was set, as far as the ledger proves it. */
export type StoryStep = { seqNo: number; at: Date; verdict: "forward" | "back" | "doubtful"; seconds: number };

const clockWords = { forward: "clockForward", back: "clockBack", doubtful: "clockDoubtful" } as const;

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
export function tellStory(
  events: StoryEvent[],
  requests: StoryRequest[] = [],
  steps: readonly StoryStep[] = [],
): Moment[] {
  const story: Moment[] = [];
  const stepAt = new Map(steps.map((step) => [`${step.seqNo} ${step.at.getTime()}`, step]));
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
    const step = stepAt.get(`${event.seqNo} ${event.at.getTime()}`);
    if (step) say({ kind: clockWords[step.verdict], seconds: Math.abs(step.seconds) });
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
