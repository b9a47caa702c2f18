"use client";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { Card, CardBody } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { RawJson } from "@/ui/raw-json";
import { Tag } from "@/ui/tag";
import { isGoodAnswer } from "../commands/answer";
import type { BulkCommand } from "./bulk-command";
import { BulkProgress } from "./bulk-progress";

/** How far it is, what was answered how often, at how many the effect was seen, and what was asked. */
export function BulkSummary({ bulk, timeZone }: { bulk: BulkCommand; timeZone: string }) {
  const t = useTranslations("bulk");
  const format = useFormat();
  const address = useAddress();
  const answers = Object.entries(bulk.answers).sort(([, a], [, b]) => b - a);
  const chosen = address.read("answer");
  return (
    <Card>
      <CardBody className="stack stack--4">
        <div className="stack" aria-live="polite">
          <BulkProgress bulk={bulk} />
          {bulk.outcomes.queued > 0 ? (
            <p className="small dim">{t("until", { when: format.exact(bulk.deadlineAt, timeZone) })}</p>
          ) : null}
          {bulk.cancelledAt ? (
            <p className="small dim">{t("withdrawnAt", { when: format.exact(bulk.cancelledAt, timeZone) })}</p>
          ) : null}
        </div>
        {answers.length > 0 ? (
          // biome-ignore lint/a11y/useSemanticElements: filters are no form field set
          <div className="row row--wrap" role="group" aria-label={t("answers")}>
            <span className="small dim">{t("answers")}</span>
            {answers.map(([answer, n]) => (
              <button
                key={answer}
                type="button"
                className={answer === chosen ? "chip chip--on" : "chip"}
                aria-pressed={answer === chosen}
                onClick={() => address.write({ answer: answer === chosen ? null : answer })}
              >
                <Tag tone={isGoodAnswer(answer) ? "good" : "warn"}>{format.number(n)}</Tag> {answer}
              </button>
            ))}
            {bulk.observedCount > 0 ? (
              <span className="small dim">{t("seenAt", { n: bulk.observedCount })}</span>
            ) : null}
          </div>
        ) : null}
        <details>
          <summary className="small">{t("payload")}</summary>
          <RawJson text={JSON.stringify(bulk.request, null, 2)} />
        </details>
      </CardBody>
    </Card>
  );
}
