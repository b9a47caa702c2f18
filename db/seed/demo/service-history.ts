import { withTenants } from "@stationmaster/db";
import {
  type Command,
  claimCommand,
  commandOf,
  type Ingest,
  inTenant,
  type Message,
  messageOf,
  type StationContext,
  sendCommand,
  settleCommand,
  systemActor,
} from "@stationmaster/domain";
import { customerInformation, getLog, getMonitoringReport } from "@stationmaster/domain/diagnostics";
import { updateFirmware } from "@stationmaster/domain/firmware";
import type { CommandAction, Req, Res, StationAction } from "@stationmaster/ocpp";
import type { KeptStation } from "./keep-places";
import type { KeptTenant } from "./keep-tenant";
import type { Means } from "./means";

const second = 1_000;
const hour = 3_600_000;

/** What an engineer asked of a station before the demo began, and what it told of itself. */
export async function serviceHistory(
  means: Means,
  tenant: KeptTenant,
  { id, identity, model }: KeptStation,
  { epoch, until }: { epoch: number; until: Date },
): Promise<void> {
  const before = (hours: number) => new Date(until.getTime() - hours * hour);
  const after = (moment: Date, seconds: number) => new Date(moment.getTime() + seconds * second);
  const at = <T>(moment: Date, work: (ctx: StationContext) => Promise<T>) =>
    inTenant(means.asOf(moment), tenant.id, systemActor, (ctx) => work({ ...ctx, station: { id, identity, epoch } }));
  const tell = <A extends StationAction>(moment: Date, action: A, request: Req<A>) =>
    at(moment, (ctx) => (messageOf(action) as unknown as Message<A>).handle(ctx, request));
  const ask = async <A extends CommandAction, Input>(
    moment: Date,
    command: Command<A, Input>,
    input: Input,
    response: Res<A>,
  ) => {
    const asked = await at(moment, (ctx) => sendCommand(ctx, id, command, input));
    await at(after(moment, 1), (ctx) => claimCommand(ctx, { id, identity, epoch }));
    await at(after(moment, 2), (ctx) => settleCommand(ctx, commandOf, asked.id, epoch, { kind: "answered", response }));
    return asked.requestId!;
  };

  await tell(before(71), "NotifyReport", {
    ...{ requestId: 1, seqNo: 0, generatedAt: before(71).toISOString() },
    reportData: [thermometer, ...networkSlots],
  });

  const updated = before(70);
  const location = `https://firmware.example/${model.model.toLowerCase().replace(/\W+/g, "-")}-${model.firmwareVersion}.bin`;
  const update = await ask(updated, updateFirmware, { location }, { status: "Accepted" });
  const steps = ["Downloading", "Downloaded", "Installing", "InstallRebooting", "Installed"] as const;
  for (const [n, status] of steps.entries())
    await tell(after(updated, 20 + n * 45), "FirmwareStatusNotification", { status, requestId: update });

  const logged = before(30);
  const upload = { logType: "DiagnosticsLog", remoteLocation: "https://logs.example/incoming/" } as const;
  const answer = { status: "Accepted", filename: `${identity}-diagnostics.log` } as const;
  const log = await ask(logged, getLog, upload, answer);
  for (const [n, status] of (["Uploading", "Uploaded"] as const).entries())
    await tell(after(logged, 5 + n * 30), "LogStatusNotification", { status, requestId: log });

  const reported = before(28);
  const monitors = await ask(reported, getMonitoringReport, {}, { status: "Accepted" });
  const generatedAt = reported.toISOString();
  await tell(after(reported, 4), "NotifyMonitoringReport", {
    ...{ requestId: monitors, seqNo: 0, generatedAt },
    monitor,
  });

  const wiped = before(26);
  const customer = { report: true, clear: true, customerIdentifier: "C-20417" };
  const information = await ask(wiped, customerInformation, customer, { status: "Accepted" });
  await tell(after(wiped, 4), "NotifyCustomerInformation", {
    ...{ requestId: information, seqNo: 0, generatedAt: wiped.toISOString() },
    data: "authorization cache: 1 card, last used 12 days ago\nlocal list: none",
  });
  await tellEvents(means, tenant.id, id, [
    { at: before(50), event: heat(101, before(50), "78.5") },
    { at: before(49), event: { ...heat(102, before(49), "61"), cleared: true, cause: 101 } },
    { at: before(20), event: fan(103, before(20)) },
  ]);
}

const sensor = { name: "TemperatureSensor", evse: { id: 1 } };
const cooling = { name: "AirCoolingSystem" };

/** By which of its slots it is connected, and which are left (B09). */
const networkSlots: NonNullable<Req<"NotifyReport">["reportData"]> = [
  {
    ...{ component: { name: "OCPPCommCtrlr" }, variable: { name: "NetworkConfigurationPriority" } },
    variableAttribute: [{ value: "1", mutability: "ReadWrite", persistent: true }],
    variableCharacteristics: { dataType: "SequenceList", valuesList: "1,2,3", supportsMonitoring: false },
  },
  {
    ...{ component: { name: "OCPPCommCtrlr" }, variable: { name: "ActiveNetworkProfile" } },
    variableAttribute: [{ value: "1", mutability: "ReadOnly" }],
    variableCharacteristics: { dataType: "integer", supportsMonitoring: false },
  },
];

const thermometer: NonNullable<Req<"NotifyReport">["reportData"]>[number] = {
  ...{ component: sensor, variable: { name: "Temperature" }, variableAttribute: [{ value: "42.5" }] },
  variableCharacteristics: { dataType: "decimal", unit: "Celsius", supportsMonitoring: true },
};

const monitor: NonNullable<Req<"NotifyMonitoringReport">["monitor"]> = [
  {
    ...{ component: sensor, variable: { name: "Temperature" } },
    variableMonitoring: [{ id: 1, transaction: false, value: 75, type: "UpperThreshold", severity: 4 }],
  },
  {
    ...{ component: cooling, variable: { name: "Problem" } },
    variableMonitoring: [{ id: 2, transaction: false, value: 1, type: "Delta", severity: 5 }],
  },
];

type Event = Req<"NotifyEvent">["eventData"][number];

const heat = (eventId: number, at: Date, actualValue: string): Event => ({
  ...{ eventId, timestamp: at.toISOString(), trigger: "Alerting", actualValue, variableMonitoringId: 1 },
  ...{ eventNotificationType: "PreconfiguredMonitor", component: sensor, variable: { name: "Temperature" } },
});

const fan = (eventId: number, at: Date): Event => ({
  ...{ eventId, timestamp: at.toISOString(), trigger: "Delta", actualValue: "true", variableMonitoringId: 2 },
  ...{ eventNotificationType: "HardWiredMonitor", component: cooling, variable: { name: "Problem" } },
  techInfo: "fan 2 runs slow: filter to be cleaned",
});

async function tellEvents(means: Means, tenantId: string, stationId: string, told: { at: Date; event: Event }[]) {
  const notifyEvent = messageOf("NotifyEvent") as unknown as Ingest<"NotifyEvent">;
  await withTenants(means.ingest, [tenantId], (tx) =>
    notifyEvent.handleMany(
      tx,
      told.map(({ at, event }, n) => ({
        ...{ n, tenantId, stationId, receivedAt: at },
        request: { generatedAt: at.toISOString(), seqNo: 0, eventData: [event] },
      })),
    ),
  );
}
