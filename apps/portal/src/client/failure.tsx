"use client";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";

type Data = { httpStatus?: number; kind?: string; id?: string };

export function failureOf(error: unknown): Data & { message: string } {
  if (error instanceof TRPCClientError) return { ...(error.data as Data | undefined), message: error.message };
  return { message: error instanceof Error ? error.message : String(error) };
}

/** A query that failed: what happened, what to do, a code for support. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useTranslations("failure");
  const { httpStatus, id, message } = failureOf(error);
  if (httpStatus === 403)
    return (
      <Notice tone="plain" title={t("forbidden")}>
        <p>{t("forbiddenNext")}</p>
      </Notice>
    );
  if (httpStatus === 401)
    return (
      <Notice
        tone="warn"
        title={t("signedOut")}
        action={
          <a className="btn btn--s" href="/login">
            {t("signIn")}
          </a>
        }
      />
    );
  const isOffline = httpStatus === undefined;
  return (
    <Notice
      tone={isOffline ? "off" : "bad"}
      title={isOffline ? t("unreachable") : t("failed")}
      action={
        retry ? (
          <Button size="s" icon="redo" onClick={retry}>
            {t("retry")}
          </Button>
        ) : undefined
      }
    >
      <p>{isOffline ? t("unreachableNext") : message}</p>
      {id ? <p className="dim small">{t("code", { code: id })}</p> : null}
    </Notice>
  );
}
