import { randomUUID } from "node:crypto";
import type { Req, Res, StationAction } from "@stationmaster/ocpp";
import { expect } from "vitest";

export const card = { idToken: "LAB-CARD", type: "ISO14443" } as const;
export const now = (aheadSeconds = 0) => new Date(Date.now() + aheadSeconds * 1000).toISOString();

type Event = Partial<Omit<Req<"TransactionEvent">, "transactionInfo">> & {
  transactionInfo?: Partial<Req<"TransactionEvent">["transactionInfo"]>;
};

/** A transaction as the tester drives it: numbers itself, and each event's answer must carry idTokenInfo if and only if the event carried a token. */
export function aSession({
  call,
  evseId = 1,
  transactionId = randomUUID(),
}: {
  call: <A extends StationAction>(action: A, payload: Req<A>) => Promise<Res<A>>;
  evseId?: number;
  transactionId?: string;
}) {
  let seqNo = 0;
  async function event(
    eventType: Req<"TransactionEvent">["eventType"],
    triggerReason: Req<"TransactionEvent">["triggerReason"],
    { transactionInfo, ...more }: Event = {},
  ): Promise<Res<"TransactionEvent">> {
    const answer = await call("TransactionEvent", {
      ...{ eventType, triggerReason, timestamp: now(), seqNo: seqNo++ },
      transactionInfo: { transactionId, ...transactionInfo },
      ...more,
    });
    expect(answer.idTokenInfo === undefined).toBe(more.idToken === undefined);
    return answer;
  }
  const evse = { id: evseId, connectorId: 1 };
  return {
    transactionId,
    evse,
    event,
    /** The number of an event that is not sent, or not yet. */
    skip: () => seqNo++,
    plugged: (more: Event = {}) =>
      event("Started", "CablePluggedIn", { evse, transactionInfo: { chargingState: "EVConnected" }, ...more }),
    authorized: async (more: Event = {}) => {
      const answer = await event("Updated", "Authorized", { idToken: card, ...more });
      expect(answer.idTokenInfo).toMatchObject({ status: "Accepted" });
    },
    charging: () => event("Updated", "ChargingStateChanged", { transactionInfo: { chargingState: "Charging" } }),
    ended: (more: Event = {}) =>
      event("Ended", "EVCommunicationLost", {
        transactionInfo: { chargingState: "Idle", stoppedReason: "EVDisconnected" },
        ...more,
      }),
  };
}
