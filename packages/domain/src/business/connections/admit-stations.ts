import type { IngestTransaction } from "@stationmaster/db";
import type { Standing } from "../../kernel/may-send";
import { hashesOf, isPasswordOf } from "../../kernel/station-password";

export type Caller = {
  tenantId: string;
  identity: string;
  /** Undefined when it showed none that could be read. */
  password: string | undefined;
  /** The security profile of the port it called. */
  securityProfile: number;
};

export type Admission =
  | { kind: "admitted"; station: AdmittedStation }
  | { kind: "unknown" }
  | { kind: "wrong-password" }
  | { kind: "other-profile"; expected: number };

export type AdmittedStation = Standing & {
  id: string;
  identity: string;
  epoch: number;
  /** Another socket held it when this one came: here, on another node, or one that died unheard. */
  wasOnline: boolean;
  /** Commands wait or were never settled, or a transaction was open: to be taken up by this connection. */
  hasUnfinished: boolean;
};

/** Seconds away after which what the station last said of its connectors is no longer known to be true. */
const statesKnownForSeconds = 60;
const noteFailureEverySeconds = 10;

/**
 * Who calls, and who is let in; whoever is, speaks for the station from now on. Many at once, as when the mains come back:
 * three statements for all handshakes of a flush, in the tenants of that flush.
 */
export async function admitStations(tx: IngestTransaction, callers: Caller[], now: Date): Promise<Admission[]> {
  const admissions = new Map<Caller, Admission>();
  for (const round of roundsOf(callers)) {
    for (const [caller, admission] of await admitRound(tx, round, now)) admissions.set(caller, admission);
  }
  return callers.map((caller) => admissions.get(caller)!);
}

/** A station that calls twice at once is two callers, of whom the second is the newer: an update touches a row but once. */
function roundsOf(callers: Caller[]): Caller[][] {
  const rounds: Caller[][] = [];
  const timesSeen = new Map<string, number>();
  for (const caller of callers) {
    const key = `${caller.tenantId} ${caller.identity.toLowerCase()}`;
    const round = timesSeen.get(key) ?? 0;
    timesSeen.set(key, round + 1);
    rounds[round] = [...(rounds[round] ?? []), caller];
  }
  return rounds;
}

type Known = {
  id: string;
  passwordHash: string | null;
  nextPasswordHash: string | null;
  securityProfile: number;
  isOnline: boolean;
};
type Verdict = Exclude<Admission, { kind: "admitted" }> | { kind: "let-in"; nextHash: string | null };

async function admitRound(tx: IngestTransaction, callers: Caller[], now: Date): Promise<Map<Caller, Admission>> {
  const known = await findStations(tx, callers);
  const verdicts = callers.map((caller, n) => ({
    caller,
    station: known.get(n),
    verdict: verdictOn(known.get(n), caller),
  }));
  await noteFailures(tx, verdicts, now);
  const opened = await openConnections(tx, verdicts, now);
  return new Map(
    verdicts.map(({ caller, station, verdict }) => {
      if (verdict.kind !== "let-in" || !station) return [caller, verdict as Admission];
      return [caller, { kind: "admitted", station: { ...opened.get(station.id)!, wasOnline: station.isOnline } }];
    }),
  );
}

async function findStations(tx: IngestTransaction, callers: Caller[]): Promise<Map<number, Known>> {
  const asked = callers.map(({ tenantId, identity }, n) => ({ n, tenant: tenantId, key: identity.toLowerCase() }));
  // In the order of their ids, so that two nodes which lock the same stations do not wait for each other.
  const rows = await tx<(Known & { n: number })[]>`
    select c.n, s.id, s.password_hash as "passwordHash", s.next_password_hash as "nextPasswordHash",
      s.security_profile as "securityProfile", s.is_online as "isOnline"
    from jsonb_to_recordset(${tx.json(asked)}) as c(n int, tenant uuid, key text)
    join stations s on s.tenant_id = c.tenant and s.identity_key = c.key and s.removed_at is null
    order by s.id for update of s`;
  return new Map(rows.map(({ n, ...station }) => [n, station]));
}

/** A01: after changes whose answers were lost the old password and the new ones are good; a new one, once used, is the only one. */
function verdictOn(station: Known | undefined, { password, securityProfile }: Caller): Verdict {
  if (!station) return { kind: "unknown" };
  const { passwordHash, nextPasswordHash } = station;
  const isCurrent = password !== undefined && passwordHash !== null && isPasswordOf(passwordHash, password);
  const nextHash = isCurrent ? undefined : nextHashOf(nextPasswordHash, password);
  if (!isCurrent && !nextHash) return { kind: "wrong-password" };
  if (station.securityProfile !== securityProfile) return { kind: "other-profile", expected: station.securityProfile };
  return { kind: "let-in", nextHash: nextHash ?? null };
}

const nextHashOf = (hashes: string | null, password: string | undefined): string | undefined =>
  password === undefined ? undefined : hashesOf(hashes).find((hash) => isPasswordOf(hash, password));

type Judged = { caller: Caller; station: Known | undefined; verdict: Verdict };

/** For the operator who wonders why it does not come; not at every knock of a station that never stops. */
async function noteFailures(tx: IngestTransaction, judged: Judged[], now: Date): Promise<void> {
  const failed = judged.flatMap(({ caller, station, verdict }) => {
    if (!station || verdict.kind === "let-in") return [];
    const why =
      verdict.kind === "other-profile" ? `came with security profile ${caller.securityProfile}` : "wrong password";
    return [{ tenant: caller.tenantId, station: station.id, why }];
  });
  if (failed.length === 0) return;
  await tx`
    update stations s set handshake_failed_at = ${now.toISOString()}, handshake_failure = f.why
    from jsonb_to_recordset(${tx.json(failed)}) as f(tenant uuid, station uuid, why text)
    where s.tenant_id = f.tenant and s.id = f.station
      and (s.handshake_failed_at > ${now.toISOString()}::timestamptz - make_interval(secs => ${noteFailureEverySeconds})) is not true`;
}

type Opened = Omit<AdmittedStation, "wasOnline">;

async function openConnections(tx: IngestTransaction, judged: Judged[], now: Date): Promise<Map<string, Opened>> {
  const letIn = judged.flatMap(({ caller, station, verdict }) =>
    station && verdict.kind === "let-in"
      ? [{ tenant: caller.tenantId, station: station.id, next: verdict.nextHash }]
      : [],
  );
  if (letIn.length === 0) return new Map();
  const at = now.toISOString();
  const rows = await tx<Opened[]>`
    update stations s set
      connection_epoch = s.connection_epoch + 1, is_online = true, connected_at = ${at}, last_seen_at = ${at},
      password_hash = coalesce(c.next, s.password_hash),
      next_password_hash = case when c.next is null then s.next_password_hash end,
      states_stale_before = case
        when coalesce(case when s.is_online then s.last_seen_at else s.disconnected_at end, s.connected_at)
          < ${at}::timestamptz - make_interval(secs => ${statesKnownForSeconds})
        then ${at}::timestamptz else s.states_stale_before end
    from jsonb_to_recordset(${tx.json(letIn)}) as c(tenant uuid, station uuid, next text)
    where s.tenant_id = c.tenant and s.id = c.station
    returning s.id, s.identity, s.connection_epoch as epoch, s.boot_status as "bootStatus", s.registration_status as "registrationStatus",
      exists (select 1 from station_commands q where q.tenant_id = s.tenant_id and q.station_id = s.id and q.status in ('queued', 'sent'))
        or exists (select 1 from transactions t where t.tenant_id = s.tenant_id and t.station_id = s.id and t.is_active) as "hasUnfinished"`;
  return new Map(rows.map((row) => [row.id, row]));
}
