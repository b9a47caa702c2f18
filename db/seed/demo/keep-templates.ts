import { configurationTemplates } from "@stationmaster/db";
import { type Context, type Message, messageOf } from "@stationmaster/domain";
import { countStale, putTemplate, templateInput } from "@stationmaster/domain/business/configuration-templates";
import type { Req } from "@stationmaster/ocpp";
import type { KeptStation } from "./keep-places";
import { models } from "./models";

type ReportData = NonNullable<Req<"NotifyReport">["reportData"]>[number];

/** As the simulated stations have them. */
const told: ReportData[] = [
  said("OCPPCommCtrlr", "HeartbeatInterval", "300", { dataType: "integer", unit: "s", minLimit: 1 }),
  said("OCPPCommCtrlr", "OfflineThreshold", "60", { dataType: "integer", unit: "s", minLimit: 0 }),
  said("OCPPCommCtrlr", "QueueAllMessages", "false", { dataType: "boolean" }),
  said("OCPPCommCtrlr", "ResetRetries", "1", { dataType: "integer", minLimit: 0, maxLimit: 10 }),
  said("OCPPCommCtrlr", "WebSocketPingInterval", "0", { dataType: "integer", unit: "s", minLimit: 0, maxLimit: 3600 }),
  said("ClockCtrlr", "NtpSource", "DHCP", { dataType: "OptionList", valuesList: "DHCP,manual" }),
  said("ClockCtrlr", "TimeZone", "Europe/Berlin", { dataType: "string", maxLimit: 50 }),
];

function said(
  component: string,
  variable: string,
  value: string,
  characteristics: Omit<NonNullable<ReportData["variableCharacteristics"]>, "supportsMonitoring">,
): ReportData {
  return {
    ...{ component: { name: component }, variable: { name: variable } },
    variableAttribute: [{ type: "Actual", value, mutability: "ReadWrite" }],
    variableCharacteristics: { ...characteristics, supportsMonitoring: false },
  };
}

const wanted = (component: string, variable: string, attributeValue: string) => ({
  ...{ component, variable, attributeValue },
});

/** One that all its stations follow, and one that they do not; others have none. */
const templates = {
  "voltaris-usual": {
    vendor: models.post.vendorName,
    variables: [
      wanted("OCPPCommCtrlr", "HeartbeatInterval", "300"),
      wanted("OCPPCommCtrlr", "OfflineThreshold", "60"),
      wanted("OCPPCommCtrlr", "ResetRetries", "1"),
      wanted("ClockCtrlr", "TimeZone", "Europe/Berlin"),
    ],
  },
  "nordlicht-hpc-150": {
    vendor: models.rapid.vendorName,
    model: models.rapid.model,
    variables: [
      wanted("OCPPCommCtrlr", "HeartbeatInterval", "120"),
      wanted("OCPPCommCtrlr", "OfflineThreshold", "60"),
      wanted("OCPPCommCtrlr", "QueueAllMessages", "true"),
      wanted("OCPPCommCtrlr", "WebSocketPingInterval", "30"),
      wanted("CoolingCtrlr", "FanSpeedLimit", "80"),
    ],
  },
};

/** Templates, and what the stations told of the variables they name; where there is any, all stay as people have left them. */
export async function keepTemplates(ctx: Context, stations: KeptStation[]): Promise<void> {
  const [known] = await ctx.db.select().from(configurationTemplates).limit(1);
  if (known) return;
  const notifyReport = messageOf("NotifyReport") as unknown as Message<"NotifyReport">;
  const report = { requestId: 9, seqNo: 0, generatedAt: ctx.now.toISOString(), reportData: told };
  for (const { id, identity } of stations)
    await notifyReport.handle({ ...ctx, station: { id, identity, epoch: 0 } }, report as Req<"NotifyReport">);
  for (const [key, template] of Object.entries(templates)) await putTemplate(ctx, key, templateInput.parse(template));
  while ((await countStale(ctx)) > 0);
}
