"use client";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { CopyButton } from "@/ui/copy-button";
import { useFormat } from "@/ui/format";
import { Dialog } from "@/ui/overlay";
import type { LoadedLedger } from "./use-ledger";

/** A message as the station sent it; the address says which. */
export function EventDialog({ ledger, timeZone }: { ledger: LoadedLedger; timeZone: string }) {
  const t = useTranslations("session");
  const format = useFormat();
  const address = useAddress();
  const id = address.read("event");
  const event = id ? ledger.events?.find((one) => one.id === id) : undefined;
  if (!event) return null;
  const json = JSON.stringify(event.request, null, 2);
  return (
    <Dialog
      open
      wide
      onOpenChange={() => address.write({ event: null }, "replace")}
      title={t("event.dialog", { n: event.seqNo, type: event.eventType })}
      note={t("event.dialogNote", {
        measured: format.exact(event.timestamp, timeZone),
        arrived: format.exact(event.receivedAt, timeZone),
      })}
    >
      <div className="json json--alone">
        <CopyButton text={json} />
        <pre>{json}</pre>
      </div>
    </Dialog>
  );
}
