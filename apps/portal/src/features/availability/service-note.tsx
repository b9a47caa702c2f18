"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { type Intent, isRefused, isWorthALine, type LockFailure, type Scope } from "./availability";

/** What is wanted, by whom and since when; what the station said to it; and where it still is otherwise. */
export function ServiceNote({ intent, timeZone }: { intent: Intent; timeZone: string }) {
  const t = useTranslations("availability");
  const format = useFormat();
  const plug = usePlug();
  const when = (at: Date) => format.exact(at, timeZone);
  const says = useSays();
  if (!isWorthALine(intent)) return null;
  const { wanted, wantedBy, wantedAt, observedAt, reappliedAt, otherwise, unheard } = intent;
  return (
    <Notice
      tone={isRefused(intent) || (observedAt !== null && otherwise.length > 0) ? "warn" : "plain"}
      title={t(`wanted.${wanted}`, { by: wantedBy, when: when(wantedAt), place: plug(intent), scope: scopeOf(intent) })}
    >
      <p>{observedAt ? t(`inEffect.${wanted}`, { when: when(observedAt) }) : says(intent)}</p>
      {otherwise.length > 0 && intent.answer !== null ? (
        <p>
          {t("otherwise", {
            what: t(`state.${wanted}`),
            connectors: otherwise.map(({ status, ...one }) => `${plug(one)} ${status ?? "?"}`).join(", "),
          })}
        </p>
      ) : null}
      {unheard.length > 0 ? <p>{t("unheard", { connectors: unheard.map(plug).join(", ") })}</p> : null}
      {reappliedAt && reappliedAt > wantedAt ? <p>{t("reapplied", { when: when(reappliedAt) })}</p> : null}
    </Notice>
  );
}

const answers = ["Accepted", "Scheduled", "Rejected", "refused", "silent", "expired"] as const;

/** The station's word on it, or why there is none. */
function useSays() {
  const t = useTranslations("availability");
  return ({ answer, reason }: Intent) => {
    if (answer === null) return t("says.asked");
    const word = answers.find((one) => one === answer);
    const said = word ? t(`says.${word}`) : answer;
    return reason ? `${said} ${t("reason", { reason })}` : said;
  };
}

/** "EVSE 1, connector 2" */
export function usePlug(): (scope: Scope) => string {
  const t = useTranslations("availability");
  return ({ evseId, connectorId }) =>
    evseId === 0
      ? t("place.station")
      : connectorId === 0
        ? t("place.evse", { evse: evseId })
        : t("place.connector", { evse: evseId, connector: connectorId });
}

export const scopeOf = ({ evseId, connectorId }: Scope) =>
  evseId === 0 ? "station" : connectorId === 0 ? "evse" : "connector";

/** G05: the lock that holds the plug fails, and so nothing is charged there. */
export function LockNote({ failure, timeZone }: { failure: LockFailure; timeZone: string }) {
  const t = useTranslations("availability");
  const format = useFormat();
  const { connectorId, since, techCode, techInfo } = failure;
  return (
    <Notice tone="bad" title={t("lock.title", { connector: connectorId ?? 0, when: format.exact(since, timeZone) })}>
      {techCode || techInfo ? <p>{[techCode, techInfo].filter(Boolean).join(": ")}</p> : null}
      <p>{t("lock.next")}</p>
    </Notice>
  );
}
