"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import type { ReportRow } from "./report";

/** What can be done with a report as it stands: withdraw it, fetch it, ask for it again. */
export function ReportAction({ report }: { report: ReportRow }) {
  const t = useTranslations("reports");
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = { onSettled: () => client.invalidateQueries({ queryKey: trpc.reports.list.pathKey() }) };
  const cancel = useMutation(trpc.reports.cancel.mutationOptions(options));
  if (report.status === "done")
    return (
      // A route of the server, not a page: the browser keeps what it sends.
      <a className="btn btn--s" href={`/api/reports/${report.id}/file`} download>
        <Icon name="dl" size="s" />
        {t("download")}
      </a>
    );
  if (report.status === "queued" || report.status === "running")
    return (
      <>
        <Button size="s" busy={cancel.isPending} onClick={() => cancel.mutate({ id: report.id })}>
          {t("cancel")}
        </Button>
        {cancel.error ? (
          <small className="wrong" role="alert">
            {failureOf(cancel.error).message}
          </small>
        ) : null}
      </>
    );
  return null;
}
