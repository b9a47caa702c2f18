import { type SQL, sql } from "@stationmaster/db";
import type { TokenLimits } from "../../blocks/authorization";
import { momentOf } from "../page";
import type { TokenType } from "./put-token";

export const cardStates = [
  "Accepted",
  "Blocked",
  "Lost",
  "Expired",
  "NoCredit",
  "Invalid",
  "ConcurrentTx",
  "NotAllowedTypeEVSE",
  "NotAtThisLocation",
  "NotAtThisTime",
  "Unknown",
] as const;
export type CardState = (typeof cardStates)[number];

export type CardRow = {
  id: string;
  /** Null of a PIN, which is shown nowhere (C04.FR.04). */
  idToken: string | null;
  type: TokenType;
  state: CardState;
  groupIdToken: string | null;
  masterPass: boolean;
  language: string | null;
  language2: string | null;
  personalMessage: string | null;
  expiresAt: Date | null;
  maxConcurrentTransactions: number | null;
  tariffKey: string | null;
  limits: TokenLimits | null;
  driverId: string | null;
  driverName: string | null;
  driverEmail: string | null;
  lostAt: Date | null;
  updatedAt: Date;
};

type Texts = "expiresAt" | "lostAt" | "updatedAt";
export type CardColumns = Omit<CardRow, Texts> & { expiresAt: string | null; lostAt: string | null; updatedAt: string };

/** One past its day has expired, and a blocked one may be lost. */
export const stateSql = (now: Date): SQL => sql`case when k.status = 'Blocked' and k.lost_at is not null then 'Lost'
  when k.status = 'Accepted' and k.expires_at <= ${now.toISOString()}::timestamptz then 'Expired' else k.status end`;

export const cardColumns = (
  now: Date,
): SQL => sql`k.id, case when k.type <> 'KeyCode' then k.id_token end as "idToken", k.type,
  ${stateSql(now)} as state, k.group_id_token as "groupIdToken", k.master_pass as "masterPass", k.language, k.language2,
  k.personal_message as "personalMessage", k.expires_at as "expiresAt", k.max_concurrent_transactions as "maxConcurrentTransactions",
  k.tariff_key as "tariffKey", k.limits, k.driver_id as "driverId", d.name as "driverName", d.email as "driverEmail",
  k.lost_at as "lostAt", k.updated_at as "updatedAt"`;

export const cardTables = sql`id_tokens k left join drivers d on d.tenant_id = k.tenant_id and d.id = k.driver_id`;

export const cardRow = ({ expiresAt, lostAt, updatedAt, ...row }: CardColumns): CardRow => ({
  ...row,
  expiresAt: momentOf(expiresAt),
  lostAt: momentOf(lostAt),
  updatedAt: momentOf(updatedAt),
});
