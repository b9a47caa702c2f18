"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag } from "@/ui/tag";
import type { BulkCommand, BulkStation } from "./bulk-command";
import { BulkCrumbs } from "./bulk-crumbs";
import { bulkStationsInput } from "./bulk-input";

type Props = { bulk: BulkCommand; timeZone: string; columns: Column<BulkStation>[]; rows: BulkStation[] };

/** What was asked of how many, by whom; all of it as a file; and the end of what waits. */
export function BulkHeader({ bulk, timeZone, columns, rows }: Props) {
  const t = useTranslations("bulk");
  const format = useFormat();
  const trpc = useTRPC();
  const api = useTRPCClient();
  const address = useAddress();
  const client = useQueryClient();
  const cancel = useMutation(
    trpc.bulkCommands.cancel.mutationOptions({
      onSettled: () => client.invalidateQueries({ queryKey: trpc.bulkCommands.pathKey() }),
    }),
  );
  const waiting = bulk.outcomes.queued;
  const input = bulkStationsInput(bulk.id, address.read("outcome"), address.read("answer"));
  // One bulk command has no more than a page of the most holds.
  const all = async () => (await api.bulkCommands.stations.query({ ...input, limit: 1_000 })).items;
  return (
    <div>
      <BulkCrumbs of={bulk.action} />
      <div className="hero">
        <div className="grow">
          <div className="row row--wrap">
            <h1>{t("rowName", { action: bulk.action, n: bulk.total })}</h1>
            {bulk.isDone ? (
              <Tag tone="good" icon="check">
                {t("done")}
              </Tag>
            ) : null}
          </div>
          <p className="sub">
            {t("askedBy", { name: bulk.requestedBy ?? t("someone") })} · {format.exact(bulk.createdAt, timeZone)}
          </p>
        </div>
        <div className="row row--wrap">
          <CsvButton name={`${bulk.action}-${bulk.id}`} columns={columns} rows={rows} load={all} />
          {waiting > 0 ? (
            <Button
              look="stop"
              busy={cancel.isPending}
              title={t("cancelNote")}
              onClick={() => cancel.mutate({ id: bulk.id })}
            >
              {t("cancel", { n: format.number(waiting) })}
            </Button>
          ) : null}
        </div>
      </div>
      {cancel.error ? <Failure error={cancel.error} /> : null}
    </div>
  );
}
