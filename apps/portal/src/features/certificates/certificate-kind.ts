"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** A kind of certificate in words; the station's own word where we have none. */
export function useCertificateKind(): (kind: string | null) => string {
  const t = useTranslations("certificates");
  return useCallback(
    (kind) => {
      const key = `kinds.${kind}` as "kinds.CSMSRootCertificate";
      if (kind === null) return t("kindNotSaid");
      return t.has(key) ? t(key) : kind;
    },
    [t],
  );
}
