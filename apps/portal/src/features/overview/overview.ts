import type { SessionRow } from "../sessions/session";
import type { ShownState } from "../stations/station";

export const issueCauses = [
  "site-silent",
  "station-offline",
  "connector-faulted",
  "problem-severe",
  "lock-failed",
  "problem",
  "station-silent",
  "session-overtaken",
  "session-gap",
  "register-back",
  "serial-shared",
  "reboot-required",
  "registration-pending",
  "registration-rejected",
  "never-booted",
] as const;
export type IssueCause = (typeof issueCauses)[number];

export type Issue = {
  /** Stable while the issue lasts: cause and, for a site, its id. */
  key: string;
  cause: IssueCause;
  severity: "bad" | "warn" | "info";
  /** Set when all of it is at one site. */
  siteId: string | null;
  siteName: string | null;
  siteCount: number;
  stationCount: number;
  evseCount: number;
  sessionCount: number;
  since: Date;
  /** At most five, the oldest first. */
  stationIdentities: string[];
  /** At most five sessions (their id), for causes of sessions. */
  sessionIds: string[];
};

export type Overview = {
  timeZone: string;
  siteCount: number;
  stationCount: number;
  evseCount: number;
  /** EVSEs by state; all eleven keys are there. */
  states: Record<ShownState, number>;
  offlineStationCount: number;
  charging: {
    sessionCount: number;
    powerW: number;
    /** Fleet power, one point every 5 minutes of the last 6 hours. */
    powerCurve: { at: Date; powerW: number }[];
  };
  today: {
    energyWh: number;
    /** The same weekday last week until the same time; null without data. */
    energyLastWeekWh: number | null;
    sessionsStarted: number;
    sessionsEnded: number;
    /** 24 entries, local hours of `timeZone`. */
    byHour: { hour: number; energyWh: number; lastWeekWh: number | null }[];
  };
  issues: Issue[];
  /** The six sessions that draw most. */
  topSessions: SessionRow[];
};
