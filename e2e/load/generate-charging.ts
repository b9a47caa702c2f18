import { type Connected, connectStations } from "./connect-stations";
import { energyPerEventWh, eventRequest, eventsPerSession } from "./session-frames";
import type { Target } from "./target";
import { type Clock, measureWindow, pace, type Timed } from "./window";

export type Charging = {
  kind: "charging";
  target: Target;
  idToken: string;
  /** Makes the transactions of one round tell themselves from those of another. */
  round: string;
  warmUpMs: number;
  measureMs: number;
  resendShare: number;
  /** Milliseconds between two events of a station; without it the next follows the answer to the last. */
  everyMs?: number;
};
/** One session as the stations saw it answered: what must be stored, exactly once. */
export type Acked = { identity: string; tenant: string; transactionId: string; events: number; resends: number };
export type ChargingDone = Timed & { kind: "charging"; refused: string[]; acked: Acked[] };

/** Sessions of each station, one after the other. When time is up, each ends its session. */
export async function charge(job: Charging, say: (window: "open" | "closed") => void): Promise<ChargingDone> {
  const stations = await connectStations(job.target);
  const told: Told = { refused: [], acked: [] };
  const timed = await measureWindow(
    job,
    (clock, timed) => Promise.all(stations.map((one, index) => chargeOn(one, index, job, told, timed, clock))),
    say,
  );
  await Promise.all(stations.map(({ station }) => station.close()));
  return { kind: "charging", ...timed, ...told };
}

type Told = Pick<ChargingDone, "refused" | "acked">;

function chargeOn(
  { tenant, identity, station }: Connected,
  index: number,
  { idToken, round, resendShare, everyMs }: Charging,
  { refused, acked }: Told,
  timed: Timed,
  clock: Clock,
): Promise<void> {
  return new Promise((resolve, reject) => {
    station.onLost = (why) => reject(new Error(`${identity}: ${why}`));
    const inPace = pace(everyMs);
    let sessions = 0;
    let registerWh = 100_000 + index;
    let session: Acked;

    const begin = () => {
      if (clock.isOver) return resolve();
      sessions += 1;
      session = { identity, tenant, transactionId: `${round}-${index}-${sessions}`, events: 0, resends: 0 };
      acked.push(session);
      inPace(next);
    };
    const next = (sinceMs: number) => {
      const seqNo = session.events;
      const isLast = seqNo === eventsPerSession - 1 || (clock.isOver && seqNo > 0);
      if (seqNo > 0) registerWh += energyPerEventWh;
      const kind = seqNo === 0 ? "started" : isLast ? "ended" : "updated";
      const request = eventRequest(kind, { transactionId: session.transactionId, seqNo, registerWh, idToken });
      station.call("TransactionEvent", request, (answer) => {
        if (clock.isMeasuring) {
          timed.events += 1;
          timed.times.push(performance.now() - sinceMs);
        }
        note(answer);
        session.events += 1;
        const go = isLast ? begin : () => (clock.isOver ? next(performance.now()) : inPace(next));
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
      if (!answer.startsWith("[3,") && refused.length < 20) refused.push(answer);
    };
    begin();
  });
}
