import { randomUUID } from "node:crypto";
import {
  type CommandAction,
  type ErrorCode,
  type JsonObject,
  OcppError,
  type Req,
  type Res,
  type StationAction,
  validateResponse,
} from "@stationmaster/ocpp";
import { createStation } from "@stationmaster/simulator";
import { aServer } from "@stationmaster/testing";
import { afterAll, afterEach, expect, vi } from "vitest";
import { aPortal } from "./a-portal";
import { aSession, card, now } from "./a-session";

export { card, now };

export type Lab = Awaited<ReturnType<typeof aLab>>;
export type Bench = Awaited<ReturnType<Lab["station"]>>;
export type CommandRecord = { id: string; status: string; response?: unknown; observedAt: string | null };
type Evses = { id: number; connectors: { id: number; type: "cType2" | "cCCS2" }[] }[];

/** A station may tell a connector's state in either form; the CSMS must take both for the same. */
export const forms = ["StatusNotification", "NotifyEvent"] as const;
export type Form = (typeof forms)[number];

export const twoEvses: Evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" }] }));

/** The tester's lab: the CSMS as it runs, an operator at its HTTP API, and stations that say what the case says and nothing by themselves. */
export async function aLab() {
  const server = await aServer();
  const portal = await aPortal({
    databaseUrl: server.databaseUrl,
    env: { PUBLIC_OCPP_URL: server.url.replace(/\/ocpp$/, "") },
  });
  const tenant = await portal.tenant();
  await tenant.api("PUT", `/id-tokens/${card.idToken}`, { type: card.type, status: "Accepted" });
  const opened = new Set<ReturnType<typeof createStation>>();
  // Whatever a case is about: no frame of the CSMS may break its schema, and no second call be sent before the answer.
  afterEach(() => expect([...opened].flatMap(({ violations }) => violations)).toEqual([]));
  afterAll(() => Promise.all([...opened].map((station) => station.close())));

  async function station({ evses = twoEvses, boots = true }: { evses?: Evses; boots?: boolean } = {}) {
    const identity = `LAB-${randomUUID().slice(0, 8)}`;
    const path = `/stations/${identity}`;
    const { url, password } = (await tenant.api("POST", "/stations", { identity, evses })).body as Record<
      string,
      string
    >;
    /** Another line to the same station. */
    const lineWith = (password: string) => {
      const line = createStation({ url: url!, identity, password });
      opened.add(line);
      return line;
    };
    const line = lineWith(password!);
    await line.connect();

    async function call<A extends StationAction>(action: A, payload: Req<A>): Promise<Res<A>> {
      const outcome = await line.call(action, payload as unknown as JsonObject);
      if (outcome.kind !== "result") throw new Error(`${action} was answered with ${JSON.stringify(outcome)}`);
      return validateResponse(action, outcome.payload, { unknownProperties: "refuse" }).payload;
    }

    /** What went out, and what became of it; the station's answer to it is the test's. */
    async function send<A extends CommandAction>(action: A, payload: Req<A>, answer: () => Res<A>) {
      const before = line.calls(action, "received").length;
      line.onCommand(action, answer);
      const { status, body } = await tenant.api("POST", `${path}/commands/${action}?wait=60`, payload);
      expect({ status, received: line.calls(action, "received").slice(before) }).toEqual({
        status: 200,
        received: [payload],
      });
      return body as CommandRecord;
    }

    /** An operator sends exactly that; the record shows it, and the station's answer. */
    async function operate<A extends CommandAction>(
      action: A,
      payload: Req<A>,
      answer: Res<A>,
    ): Promise<CommandRecord> {
      const record = await send(action, payload, () => answer);
      expect(record).toMatchObject({ action, status: "answered", request: payload, response: answer });
      return record;
    }

    /** The station answers with a CALLERROR. */
    async function refuse<A extends CommandAction>(
      action: A,
      payload: Req<A>,
      code: ErrorCode,
    ): Promise<CommandRecord> {
      return send(action, payload, () => {
        throw new OcppError(code, "not here");
      });
    }

    async function report(
      form: Form,
      connectorStatus: Req<"StatusNotification">["connectorStatus"],
      evseId = 1,
      connectorId = 1,
    ) {
      const timestamp = now();
      const event = { eventId: eventIds++, timestamp, trigger: "Delta", actualValue: connectorStatus } as const;
      const answer =
        form === "StatusNotification"
          ? await call(form, { timestamp, connectorStatus, evseId, connectorId })
          : await call(form, {
              ...{ generatedAt: timestamp, seqNo: 0 },
              eventData: [
                {
                  ...{ ...event, eventNotificationType: "HardWiredNotification" },
                  ...{ component: { name: "Connector", evse: { id: evseId, connectorId } } },
                  variable: { name: "AvailabilityState" },
                },
              ],
            });
      expect(answer).toEqual({});
    }

    const read = async <T>(rest = "") => (await tenant.api("GET", `${path}${rest}`)).body as T;
    /** As an operator sees the connectors, in order. */
    const statuses = async () =>
      (await read<{ evses: { connectors: { status: string | null }[] }[] }>()).evses.flatMap(({ connectors }) =>
        connectors.map(({ status }) => status),
      );
    const { id } = await tenant.operator.stations.get({ identity });

    async function boot(form: Form = "StatusNotification", reason: Req<"BootNotification">["reason"] = "PowerUp") {
      const chargingStation = { vendorName: "Lab", model: "L-1", firmwareVersion: "1.0.0" };
      const answer = await call("BootNotification", { reason, chargingStation });
      expect(answer).toMatchObject({ status: "Accepted", interval: expect.any(Number) });
      for (const evse of evses)
        for (const connector of evse.connectors) await report(form, "Available", evse.id, connector.id);
      return answer;
    }
    let eventIds = 1;
    if (boots) await boot();

    return {
      ...{ id, identity, path, line, lineWith, call, operate, refuse, report, read, statuses, boot },
      api: tenant.api,
      session: (given?: { evseId?: number; transactionId?: string }) => aSession({ call, ...given }),
      /** The sessions of this station as an operator sees them, newest first. */
      sessions: async () =>
        ((await tenant.api("GET", `/transactions?stationIdentity=${identity}`)).body as { items: Session[] }).items,
      /** The effect of a command, seen after its answer. */
      seen: (record: CommandRecord) =>
        vi.waitFor(async () => {
          const { observedAt } = await read<CommandRecord>(`/commands/${record.id}`);
          expect(observedAt).not.toBeNull();
        }, patience),
      /** Until the operator sees it so. */
      shows: (what: () => Promise<unknown>, expected: unknown) =>
        vi.waitFor(async () => expect(await what()).toMatchObject(expected as object), patience),
    };
  }

  return { server, portal, tenant, inside: tenant.inside, api: tenant.api, station };
}

type Session = {
  transactionId: string;
  active: boolean;
  evseId: number | null;
  idToken: string | null;
  chargingState: string | null;
  stoppedReason: string | null;
  energyWh: number | null;
  missingSeqNos: number[];
  totalCost: string | null;
};
const patience = { timeout: 10_000, interval: 25 };
