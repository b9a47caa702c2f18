import { authorizations, type IngestTransaction } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { StationContext } from "../../kernel";
import { newId } from "../../kernel/new-id";
import type { Decision } from "./decide";

/** C04.FR.04: a PIN is written down nowhere; an empty token is nobody's. */
const shownToken = (text: string | null, type: string): string | null => (type === "KeyCode" ? null : text || null);

type Kept = { idToken: Req<"Authorize">["idToken"]; cardId: string | null; decision: Decision };

/** The decision of an Authorize, with the rule that made it. */
export async function keepDecision(ctx: StationContext, { idToken, cardId, decision }: Kept): Promise<void> {
  const { idTokenInfo, rule, facts } = decision;
  await ctx.db.insert(authorizations).values({
    ...{ id: newId(ctx.now), stationId: ctx.station.id, message: "Authorize" },
    ...{ idToken: shownToken(idToken.idToken, idToken.type), idTokenType: idToken.type, cardId },
    ...{ status: idTokenInfo.status, rule, facts },
  });
  ctx.changed({ kind: "room", id: "authorization", stationId: ctx.station.id });
}

export type DecidedEvent = {
  tenant: string;
  station: string;
  evse: number | null;
  token: string | null;
  type: string;
  card: string | null;
  transaction: string;
  receivedAt: Date;
  decision: Decision;
};

/** The decisions of a flush of TransactionEvents, whichever tenants they are of, in one statement. */
export async function keepDecisions(tx: IngestTransaction, events: DecidedEvent[]): Promise<void> {
  const rows = events.map(({ receivedAt, decision, token, type, ...event }) => ({
    ...{ ...event, type, token: shownToken(token, type), id: newId(receivedAt) },
    ...{ status: decision.idTokenInfo.status, rule: decision.rule, facts: decision.facts },
  }));
  await tx`
    insert into authorizations (tenant_id, id, station_id, evse_id, message, id_token, id_token_type, card_id, transaction_id, status, rule, facts)
    select tenant, id, station, evse, 'TransactionEvent', token, type, card, transaction, status, rule, facts
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as e(
      tenant uuid, id uuid, station uuid, evse int, token text, type text, card uuid, transaction uuid, status text, rule text, facts jsonb)`;
}
