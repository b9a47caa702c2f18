import { hash } from "node:crypto";

type Answered = { fingerprint: string; epoch: number; answer: string; at: number };

/** A fresh answer does no harm here, and after a reboot the same words under the same id are a new question. */
const askedAnew = new Set(["BootNotification", "Heartbeat", "Authorize"]);

export type AnsweredCalls = ReturnType<typeof answeredCalls>;

/**
 * The last answers to each station, so that a message which comes again under its id hears the same and does nothing twice
 * (Part 4, message id on retry). Same id and other words is another message: some stations count from one after each boot.
 */
export function answeredCalls({ kept, keptMs }: { kept: number; keptMs: number }) {
  const byStation = new Map<string, Map<string, Answered>>();

  return {
    fingerprint: (text: string) => hash("sha1", text, "base64"),

    find(
      stationId: string,
      epoch: number,
      call: { id: string; action: string },
      fingerprint: string,
    ): string | undefined {
      const known = byStation.get(stationId)?.get(call.id);
      if (!known || known.fingerprint !== fingerprint) return undefined;
      if (known.epoch !== epoch && askedAnew.has(call.action)) return undefined;
      return known.answer;
    },

    remember(stationId: string, epoch: number, id: string, fingerprint: string, answer: string, at: number): void {
      const answers = byStation.get(stationId) ?? new Map<string, Answered>();
      byStation.set(stationId, answers);
      answers.delete(id);
      answers.set(id, { fingerprint, epoch, answer, at });
      if (answers.size > kept) answers.delete(answers.keys().next().value ?? "");
    },

    /** Called every minute: an idle station costs nothing. */
    forgetOld(now: number): void {
      for (const [stationId, answers] of byStation) {
        for (const [id, { at }] of answers) {
          if (now - at < keptMs) break;
          answers.delete(id);
        }
        if (answers.size === 0) byStation.delete(stationId);
      }
    },
  };
}
