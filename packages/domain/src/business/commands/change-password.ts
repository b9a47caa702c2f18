import { type CommandStatus, sql } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { isPasswordVariable, setVariables } from "../../blocks/provisioning";
import { ConflictError, type Context, makeStationPassword } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { readStation, type Station } from "../stations";
import { askStation } from "./ask-station";
import type { CommandDetail } from "./command-record";

const variable = { component: { name: "SecurityCtrlr" }, variable: { name: "BasicAuthPassword" } };

/** A01: the station gets a password of its own that nobody needs to know; one at a time. */
export async function changePassword(ctx: Context, identity: string, deadlineSeconds?: number): Promise<CommandDetail> {
  const { change } = await readPassword(ctx, identity);
  if (change && (change.status === "queued" || change.status === "sent"))
    throw new ConflictError("The station is being given a new password already: wait for its answer, or withdraw it.");
  const request: Req<"SetVariables"> = {
    setVariableData: [{ ...variable, attributeValue: makeStationPassword() }],
  };
  return askStation(ctx, identity, setVariables, request, deadlineSeconds);
}

export type PasswordChange = {
  commandId: string;
  status: CommandStatus;
  /** The station's word: Accepted, Rejected, RebootRequired …; null where it gave none. */
  answer: string | null;
  createdAt: Date;
  settledAt: Date | null;
};

export type PasswordStanding = {
  stationId: string;
  stationIdentity: string;
  isOnline: boolean;
  connectedAt: Date | null;
  /** An answer was lost, or the station waits for its reboot: the old password and the new one are good until a new one is used. */
  bothAreGood: boolean;
  /** The newest change that the station was asked for, or that anybody sent it raw. */
  change: PasswordChange | null;
  /** Which it showed when it connected since; null: it has not, or none was changed. */
  cameWith: "old" | "new" | null;
  /** It was refused since, for a wrong password. */
  refusedAt: Date | null;
};

export async function readPassword(ctx: Context, identity: string): Promise<PasswordStanding> {
  const station = await readStation(ctx, identity);
  const change = await lastChange(ctx, station.id);
  const since = (at: Date | null) => (change?.settledAt && at && at > change.settledAt ? at : null);
  const bothAreGood = station.nextPasswordHash !== null;
  return {
    ...{ stationId: station.id, stationIdentity: station.identity, isOnline: station.isOnline },
    ...{ connectedAt: station.connectedAt, bothAreGood, change },
    cameWith: since(station.connectedAt) ? wordOf(change!, bothAreGood) : null,
    refusedAt: refusedAt(station, since),
  };
}

/** Once a new one is used it is the only one; what the station refused it never had. */
function wordOf({ status, answer }: PasswordChange, bothAreGood: boolean): "old" | "new" | null {
  if (status !== "silent" && answer !== "Accepted" && answer !== "RebootRequired") return null;
  return bothAreGood ? "old" : "new";
}

function refusedAt(
  { handshakeFailedAt, handshakeFailure, connectedAt }: Station,
  since: (at: Date | null) => Date | null,
): Date | null {
  const isNews = !connectedAt || (handshakeFailedAt !== null && handshakeFailedAt > connectedAt);
  return isNews && handshakeFailure === "wrong password" ? since(handshakeFailedAt) : null;
}

type Row = {
  id: string;
  status: CommandStatus;
  request: Req<"SetVariables">;
  response: Res<"SetVariables"> | null;
  createdAt: string;
  settledAt: string | null;
};

async function lastChange(ctx: Context, stationId: string): Promise<PasswordChange | null> {
  const [row] = await rowsOf<Row>(
    ctx,
    sql`select id, status, request, response, created_at as "createdAt", settled_at as "settledAt" from station_commands
        where station_id = ${stationId}::uuid and action = 'SetVariables'
          and request @? '$.setVariableData[*].variable.name ? (@ like_regex "^basicauthpassword$" flag "i")'
        order by id desc limit 1`,
  );
  if (!row) return null;
  return {
    ...{
      commandId: row.id,
      status: row.status,
      createdAt: momentOf(row.createdAt),
      settledAt: momentOf(row.settledAt),
    },
    answer: row.response?.setVariableResult.find(isPasswordVariable)?.attributeStatus ?? null,
  };
}
