"use client";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import type { StationDetail } from "./station";

/** B05: what it took and does not use yet, until it has rebooted. */
export function RebootNotice({ station }: { station: StationDetail }) {
  const t = useTranslations("station");
  const address = useAddress();
  if (station.rebootRequired === 0) return null;
  return (
    <Notice
      tone="info"
      title={t("rebootRequired", { n: station.rebootRequired })}
      action={
        <Button size="s" icon="redo" onClick={() => address.write({ command: "Reset" })}>
          {t("rebootNow")}
        </Button>
      }
    >
      <p>{t("rebootRequiredNote")}</p>
    </Notice>
  );
}
