"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/ui/notice";
import type { StationDetail } from "./station";

/** Two stations of one maker with one serial number: nothing is taken from either, but somebody should look. */
export function SameSerial({ station }: { station: StationDetail }) {
  const t = useTranslations("station");
  const { sameSerialNumber, serialNumber, vendor } = station;
  if (sameSerialNumber.length === 0) return null;
  return (
    <Notice tone="warn" title={t("sameSerial", { serial: serialNumber ?? "", vendor: vendor ?? "" })}>
      <p>
        {t("sameSerialNote")}{" "}
        {sameSerialNumber.map((identity, at) => (
          <span key={identity}>
            {at > 0 ? ", " : ""}
            <Link href={`/stations/${encodeURIComponent(identity)}`}>{identity}</Link>
          </span>
        ))}
      </p>
    </Notice>
  );
}
