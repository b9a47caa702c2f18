import type { Action, CommandAction, StationAction } from "@stationmaster/ocpp";
import type { Command, Context, Ingest, Message, Pulse } from "../kernel";
import * as authorization from "./authorization";
import * as availability from "./availability";
import * as certificates from "./certificates";
import * as dataTransfer from "./data-transfer";
import * as diagnostics from "./diagnostics";
import * as displayMessage from "./display-message";
import * as firmware from "./firmware";
import * as localAuthList from "./local-auth-list";
import * as meterValues from "./meter-values";
import * as provisioning from "./provisioning";
import * as remoteControl from "./remote-control";
import * as reservation from "./reservation";
import * as security from "./security";
import * as smartCharging from "./smart-charging";
import * as tariffAndCost from "./tariff-and-cost";
import * as transactions from "./transactions";

/** The one list of rooms, A to P. */
export const rooms = {
  security,
  provisioning,
  authorization,
  "local-auth-list": localAuthList,
  transactions,
  "remote-control": remoteControl,
  availability,
  reservation,
  "tariff-and-cost": tariffAndCost,
  "meter-values": meterValues,
  "smart-charging": smartCharging,
  firmware,
  certificates,
  diagnostics,
  "display-message": displayMessage,
  "data-transfer": dataTransfer,
};

/** What a room does with a message; which action's request it takes is kept by `defineMessage` and its kin. */
export type AnyMessage = Message<never> | Ingest<never> | Pulse<never>;

const messages = new Map<Action, AnyMessage>(
  Object.values(rooms).flatMap((room) =>
    room.messages.map((message) => [message.action, message as unknown as AnyMessage] as const),
  ),
);
const commands = new Map<string, Command>(
  Object.values(rooms).flatMap((room) =>
    room.commands.map((command) => [command.action, command as unknown as Command] as const),
  ),
);

export const messageOf = (action: StationAction): AnyMessage => {
  const message = messages.get(action);
  if (!message) throw new Error(`no room takes ${action}`);
  return message;
};

const bootNotification = messageOf("BootNotification") as unknown as Message<"BootNotification">;
/** What is asked once a station has booted by rooms that build on provisioning, which therefore cannot know them. */
messages.set("BootNotification", {
  ...bootNotification,
  async handle(ctx, request) {
    const answer = await bootNotification.handle(ctx, request);
    if (answer.status === "Accepted" && request.reason !== "Triggered") await diagnostics.askMonitorsAfterBoot(ctx);
    return answer;
  },
} satisfies Message<"BootNotification"> as unknown as AnyMessage);

export const commandOf = (action: string): Command | undefined => commands.get(action);

export const requireCommand = (action: CommandAction): Command => {
  const command = commands.get(action);
  if (!command) throw new Error(`no room sends ${action}`);
  return command;
};

/** What the rooms ask once a station's connection stands. */
export const afterConnect = (ctx: Context, station: { id: string }): Promise<void> =>
  transactions.askAfterReconnect(ctx, station.id);
