import { boot, isAccepted, RawStation } from "./raw-station";
import { energyPerEventWh, eventRequest, eventsPerSession } from "./session-frames";
import type { Target } from "./target";

export type Charging = {
  kind: "charging";
  target: Target;
  idToken: string;
  /** Makes the transactions of one round tell themselves from those of another. */
  round: string;
  warmUpMs: number;
  measureMs: number;
  resendShare: number;
};
/** One session as the stations saw it answered: what must be stored, exactly once. */
export type Acked = { identity: string; tenant: string; transactionId: string; events: number; resends: number };
export type ChargingDone = {
  kind: "charging";
  windowMs: number;
  events: number;
  /** Milliseconds from an event on its way to its answer. */
  times: number[];
  refused: string[];
  acked: Acked[];
  processorMs: number;
};

/** Closed loop: each station sends its next event when the last is answered. When time is up, each ends its session. */
export async function charge(job: Charging, say: (window: "open" | "closed") => void): Promise<ChargingDone> {
  const { target, warmUpMs, measureMs } = job;
  const stations = await Promise.all(
    target.stations.map(async ({ tenant, identity }) => {
      const station = new RawStation(`${target.url}/${tenant}`, identity, target.password, false);
      await station.opened;
      const answer = await station.ask("BootNotification", boot);
      if (!isAccepted(answer)) throw new Error(`${identity} is not accepted: ${answer}`);
      return { tenant, identity, station };
    }),
  );
  const done: ChargingDone = {
    kind: "charging",
    windowMs: 0,
    events: 0,
    times: [],
    refused: [],
    acked: [],
    processorMs: 0,
  };
  const clock = { isMeasuring: false, isOver: false };
  const loops = stations.map((one, index) => chargeOn(one, index, job, done, clock));

  await pass(warmUpMs);
  say("open");
  const usedBefore = process.cpuUsage();
  const openedAt = performance.now();
  clock.isMeasuring = true;
  await pass(measureMs);
  clock.isMeasuring = false;
  done.windowMs = performance.now() - openedAt;
  const used = process.cpuUsage(usedBefore);
  done.processorMs = (used.user + used.system) / 1000;
  say("closed");
  clock.isOver = true;
  await Promise.all(loops);
  await Promise.all(stations.map(({ station }) => station.close()));
  return done;
}

type Held = { tenant: string; identity: string; station: RawStation };

function chargeOn(
  { tenant, identity, station }: Held,
  index: number,
  { idToken, round, resendShare }: Charging,
  done: ChargingDone,
  clock: { isMeasuring: boolean; isOver: boolean },
): Promise<void> {
  return new Promise((resolve, reject) => {
    station.onLost = (why) => reject(new Error(`${identity}: ${why}`));
    let sessions = 0;
    let registerWh = 100_000 + index;
    let session: Acked;

    const begin = () => {
      if (clock.isOver) return resolve();
      sessions += 1;
      session = { identity, tenant, transactionId: `${round}-${index}-${sessions}`, events: 0, resends: 0 };
      done.acked.push(session);
      next();
    };
    const next = () => {
      const seqNo = session.events;
      const isLast = seqNo === eventsPerSession - 1 || (clock.isOver && seqNo > 0);
      if (seqNo > 0) registerWh += energyPerEventWh;
      const kind = seqNo === 0 ? "started" : isLast ? "ended" : "updated";
      const request = eventRequest(kind, { transactionId: session.transactionId, seqNo, registerWh, idToken });
      const sentAt = performance.now();
      station.call("TransactionEvent", request, (answer) => {
        if (clock.isMeasuring) {
          done.events += 1;
          done.times.push(performance.now() - sentAt);
        }
        note(answer);
        session.events += 1;
        const go = isLast ? begin : next;
        if (Math.random() >= resendShare) return go();
        // As a station does that did not get the answer.
        station.call("TransactionEvent", request, (again) => {
          note(again);
          session.resends += 1;
          go();
        });
      });
    };
    const note = (answer: string) => {
      if (!answer.startsWith("[3,") && done.refused.length < 20) done.refused.push(answer);
    };
    begin();
  });
}

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
