import type { ComponentType } from "react";
import { CommandsTab } from "../commands/commands-tab";
import type { CommandEntry } from "../commands/list-commands";
import { DiagnosticsTab } from "../diagnostics/diagnostics-tab";
import { FirmwareTab } from "../firmware/firmware-tab";
import { MessagesTab } from "../messages/messages-tab";
import { SessionsOfStation } from "../sessions/sessions-of-station";
import { ConfigurationTab } from "./configuration-tab";
import { NowTab } from "./now-tab";
import type { StationDetail } from "./station";

type Tab = ComponentType<{ station: StationDetail; commands: CommandEntry[] }>;

const tab = <Id extends string>(id: Id, Tab: Tab) => ({ id, Tab });

/** The parts of a station's page, in their order; the address names one. */
export const stationTabs = [
  tab("now", NowTab),
  tab("sessions", SessionsOfStation),
  tab("configuration", ConfigurationTab),
  tab("commands", CommandsTab),
  tab("messages", MessagesTab),
  tab("diagnostics", DiagnosticsTab),
  tab("firmware", FirmwareTab),
] as const;
