"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { useFormat } from "@/ui/format";
import { Dialog } from "@/ui/overlay";
import type { StationDetail } from "../stations/station";
import { type CustomerRow, customerText } from "./customer-columns";

/** The text itself, read only when somebody asks for it. */
export function CustomerData({
  station,
  row,
  onClose,
}: {
  station: StationDetail;
  row: CustomerRow;
  onClose: () => void;
}) {
  const t = useTranslations("diagnostics");
  const ui = useTranslations("ui");
  const format = useFormat();
  const query = useQuery(
    useTRPC().diagnostics.customer.queryOptions({ id: row.id, identity: station.identity }, { gcTime: 0 }),
  );
  const data = query.data?.data;
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t("dataOf", { customer: customerText(row.reference) ?? t("notAsked") })}
      note={row.completedAt ? t("toldAt", { when: format.exact(row.completedAt, station.timeZone) }) : undefined}
      footer={
        <>
          {data ? <CopyButton text={data} /> : null}
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        </>
      }
    >
      {query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
      {data === undefined && !query.error ? <Bone width="80%" height={14} /> : null}
      {data ? <pre className="told">{data}</pre> : null}
    </Dialog>
  );
}
