"use client";
import { useTranslations } from "next-intl";
import { Age } from "@/ui/age";
import type { CertificateListing } from "./certificate";
import { useCertificateKind } from "./certificate-kind";

/** When the station last told its list, and of which kinds it may no longer hold. */
export function ListingNote({ listings, timeZone }: { listings: CertificateListing[]; timeZone: string }) {
  const t = useTranslations("certificates");
  const kindOf = useCertificateKind();
  const oldest = new Date(Math.min(...listings.map(({ listedAt }) => listedAt.getTime())));
  const stale = listings.filter(({ staleSince }) => staleSince !== null);
  return (
    <>
      {t("listed")} <Age at={oldest} timeZone={timeZone} />
      {stale.length > 0
        ? ` · ${t("stale", { kinds: stale.map(({ certificateType }) => kindOf(certificateType)).join(", ") })}`
        : null}
    </>
  );
}
