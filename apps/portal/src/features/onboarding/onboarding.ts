import type { CommandStatus } from "../commands/command";
import type { RegistrationStatus } from "../stations/station";

export type ChecklistStep = {
  id: "boot" | "report" | "variables" | "acceptance";
  state: "todo" | "waiting" | "done" | "passed-over" | "failed";
  at: Date | null;
  why?: string;
  /** In the station's words. */
  detail?: string;
  /** Where the command stands that was sent for it. */
  asked?: CommandStatus;
  parts?: number;
  missing?: number[];
  variables?: number;
  template?: string;
  set?: { name: string; value: string; status: string }[];
};

export type Checklist = {
  /** stopped: a step failed, and a person decides. overruled: a person has set the registration. */
  status: "running" | "stopped" | "done" | "overruled";
  startedAt: Date;
  endedAt: Date | null;
  decidedBy: string | null;
  steps: ChecklistStep[];
};

/** What a new station has come to; each moment is null until it happened. */
export type Onboarding = {
  stationId: string;
  identity: string;
  url: string;
  isOnline: boolean;
  connectedAt: Date | null;
  authenticatedAt: Date | null;
  bootedAt: Date | null;
  registrationStatus: RegistrationStatus;
  vendor: string | null;
  model: string | null;
  firmwareVersion: string | null;
  connectorsReported: number;
  connectorsExpected: number;
  /** The newest handshake we refused, since the station was made. */
  refusal: { at: Date; status: number; reason: string } | null;
  /** Null: it is accepted at once. */
  checklist: Checklist | null;
};

export const stepOf = ({ checklist }: Onboarding, id: ChecklistStep["id"]): ChecklistStep | undefined =>
  checklist?.steps.find((step) => step.id === id);

export const isChecked = ({ checklist }: Onboarding): boolean =>
  checklist === null || checklist.status === "done" || checklist.status === "overruled";

export const haveConnectorsReported = ({ connectorsReported, connectorsExpected }: Onboarding): boolean =>
  connectorsReported > 0 && connectorsReported >= connectorsExpected;

/** Nothing more is waited for. */
export const isThere = (onboarding: Onboarding): boolean =>
  onboarding.bootedAt !== null && isChecked(onboarding) && haveConnectorsReported(onboarding);
