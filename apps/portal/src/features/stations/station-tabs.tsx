import type { ComponentType } from "react";
import { DecisionsTab } from "../authorization/decisions-tab";
import { CommandsTab } from "../commands/commands-tab";
import type { CommandEntry } from "../commands/list-commands";
import { DataTransferTab } from "../data-transfer/data-transfer-tab";
import { DiagnosticsTab } from "../diagnostics/diagnostics-tab";
import { DisplayTab } from "../display-message/display-tab";
import { FirmwareTab } from "../firmware/firmware-tab";
import { LocalListTab } from "../local-auth-list/local-list-tab";
import { MessagesTab } from "../messages/messages-tab";
import { NetworkTab } from "../network/network-tab";
import { SecurityTab } from "../security/security-tab";
import { SessionsOfStation } from "../sessions/sessions-of-station";
import { EnergyTab } from "../smart-charging/energy-tab";
import { ConfigurationTab } from "./configuration-tab";
import { NowTab } from "./now-tab";
import type { StationDetail } from "./station";

type Tab = ComponentType<{ station: StationDetail; commands: CommandEntry[] }>;

const tab = <Id extends string>(id: Id, Tab: Tab) => ({ id, Tab });

/** The parts of a station's page, in their order; the address names one. */
export const stationTabs = [
  tab("now", NowTab),
  tab("sessions", SessionsOfStation),
  tab("authorizations", DecisionsTab),
  tab("configuration", ConfigurationTab),
  tab("network", NetworkTab),
  tab("local-list", LocalListTab),
  tab("energy", EnergyTab),
  tab("commands", CommandsTab),
  tab("messages", MessagesTab),
  tab("diagnostics", DiagnosticsTab),
  tab("firmware", FirmwareTab),
  tab("display", DisplayTab),
  tab("data-transfer", DataTransferTab),
  tab("security", SecurityTab),
] as const;
