import {
  and,
  eq,
  type IngestTransaction,
  inArray,
  isNotNull,
  notExists,
  or,
  sql,
  stationCommands,
  transactions,
} from "@stationmaster/db";
import { type Context, newId, systemActor } from "../../kernel";
import { isOvertaken, overtakenSql } from "./overtaken";

/** Seconds before each question about what is missing (E14): the station may still be sending what it queued. After the last, it stays marked. */
export const pausesSeconds = [5, 15, 60, 300, 900, 3600, 14_400, 43_200] as const;

/** How long a question may wait for a station that is away. */
const deadlineSeconds = 86_400;

type Subject = { tenant: string; station: string; subject: string; ocppId: string; at: string };

/** One question per session, after the first pause: an Ended left a gap, a late event did not close it, or an end is missing. */
export const askAbout = (tx: IngestTransaction, subjects: Subject[]) => {
  const once = new Map(subjects.map((subject) => [`${subject.tenant} ${subject.subject}`, subject]));
  const questions = [...once.values()].map((subject) => ({ ...subject, id: newId() }));
  return tx<{ station_id: string }[]>`
    insert into station_commands (tenant_id, id, station_id, action, request, requested_by, created_at, not_before, deadline_at, subject_id)
    select q.tenant, q.id, q.station, 'GetTransactionStatus', jsonb_build_object('transactionId', q."ocppId"), ${JSON.stringify(systemActor)}::text::jsonb,
      q.at, q.at + make_interval(secs => ${pausesSeconds[0]}), q.at + make_interval(secs => ${deadlineSeconds}), q.subject
    from jsonb_to_recordset(${JSON.stringify(questions)}::text::jsonb) as q(id uuid, tenant uuid, station uuid, subject uuid, "ocppId" text, at timestamptz)
    where not exists (
      select 1 from station_commands c where c.tenant_id = q.tenant and c.subject_id = q.subject and c.status in ('queued', 'sent'))
    returning station_id`;
};

/** An EVSE carries one transaction (E01.FR.14): of those under way where one is told of now, the ones another has followed. */
export const overtakenAt = (tx: IngestTransaction, told: { tenant: string; id: string; at: string }[]) => tx<Subject[]>`
  select o.tenant_id as tenant, o.station_id as station, o.id as subject, o.ocpp_id as "ocppId", n.at::text as at
  from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb) as n(tenant uuid, id uuid, at timestamptz)
    join transactions t on t.tenant_id = n.tenant and t.id = n.id
    join transactions o on o.tenant_id = t.tenant_id and o.station_id = t.station_id and o.evse_id = t.evse_id and o.is_active
  where ${tx.unsafe(overtakenSql("o"))}`;

/** What was missing has come: no answer is needed any more. */
export const withdrawQuestions = (tx: IngestTransaction, filled: { tenant: string; id: string }[]) => tx`
  update station_commands c set status = 'cancelled', settled_at = now()
  from jsonb_to_recordset(${JSON.stringify(filled)}::text::jsonb) as f(tenant uuid, id uuid)
  where c.tenant_id = f.tenant and c.subject_id = f.id and c.status = 'queued'`;

/** After a reconnect, once, for each transaction that was open: the station may have ended it meanwhile (E14). */
export async function askAfterReconnect(ctx: Context, stationId: string): Promise<void> {
  const asked = ctx.db
    .select({ one: sql`1` })
    .from(stationCommands)
    .where(and(eq(stationCommands.subjectId, transactions.id), inArray(stationCommands.status, ["queued", "sent"])));
  const open = await ctx.db
    .select({ id: transactions.id, ocppId: transactions.ocppId })
    .from(transactions)
    .where(and(eq(transactions.stationId, stationId), eq(transactions.isActive, true), notExists(asked)))
    .limit(100);
  for (const { id, ocppId } of open) await ask(ctx, stationId, id, ocppId, ctx.now);
}

/** The next question, after a longer pause; none when all have been asked, or when nothing is missing any more. */
export async function askAgain(ctx: Context, stationId: string, transactionId: string): Promise<void> {
  const [transaction] = await ctx.db
    .update(transactions)
    .set({ gapQuestions: sql`gap_questions + 1` })
    .where(
      and(
        eq(transactions.id, transactionId),
        or(
          and(eq(transactions.isActive, false), eq(transactions.hasGap, true), eq(transactions.gapIsFinal, false)),
          and(eq(transactions.isActive, true), isOvertaken("transactions")),
        ),
      ),
    )
    .returning({ ocppId: transactions.ocppId, questions: transactions.gapQuestions });
  const pause = transaction && pausesSeconds[transaction.questions];
  if (pause) await ask(ctx, stationId, transactionId, transaction.ocppId, new Date(ctx.now.getTime() + pause * 1000));
}

/** The station says that nothing more will come: the gap stays, marked. */
export async function closeTheGap(ctx: Context, transactionId: string): Promise<void> {
  const [row] = await ctx.db
    .update(transactions)
    .set({ gapIsFinal: true })
    .where(and(eq(transactions.id, transactionId), isNotNull(transactions.endedAt), eq(transactions.hasGap, true)))
    .returning({ stationId: transactions.stationId });
  if (row) ctx.changed({ kind: "transaction", id: transactionId, stationId: row.stationId });
}

async function ask(ctx: Context, stationId: string, subjectId: string, ocppId: string, notBefore: Date): Promise<void> {
  await ctx.db.insert(stationCommands).values({
    id: newId(),
    stationId,
    action: "GetTransactionStatus",
    request: { transactionId: ocppId },
    requestedBy: systemActor,
    createdAt: ctx.now,
    notBefore,
    deadlineAt: new Date(notBefore.getTime() + deadlineSeconds * 1000),
    subjectId,
  });
  ctx.ring({ stationId, why: "work" });
}
