"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { Dialog } from "@/ui/overlay";
import { RawJson } from "@/ui/raw-json";
import { answerData, layOut, type Transfer } from "./transfer";
import { TransferTag } from "./transfer-columns";

/** All that was said, and answered. */
export function TransferDialog({
  transfer,
  timeZone,
  onClose,
}: {
  transfer: Transfer;
  timeZone: string;
  onClose: () => void;
}) {
  const t = useTranslations("dataTransfer");
  const format = useFormat();
  const { vendorId, messageId, direction, at, data, customData } = transfer;
  const reason = (transfer.answer as { statusInfo?: { reasonCode: string; additionalInfo?: string } } | null)
    ?.statusInfo;
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={[vendorId, messageId].filter(Boolean).join(" · ")}
      note={`${t(direction)}, ${format.exact(at, timeZone)}`}
    >
      <Part title={t("data")} value={data} />
      {customData === null ? null : <Part title={t("customData")} value={customData} />}
      <div className="row">
        <h3>{t("answer")}</h3>
        <TransferTag transfer={transfer} />
        {reason ? (
          <span className="sub">{[reason.reasonCode, reason.additionalInfo].filter(Boolean).join(": ")}</span>
        ) : null}
      </div>
      {answerData(transfer) === null ? null : <Part title={t("answerData")} value={answerData(transfer)} />}
    </Dialog>
  );
}

function Part({ title, value }: { title: string; value: unknown }) {
  const t = useTranslations("dataTransfer");
  return (
    <div className="stack">
      <h3>{title}</h3>
      {value === null ? <p className="dim">{t("nothing")}</p> : <RawJson text={layOut(value)} />}
    </div>
  );
}
