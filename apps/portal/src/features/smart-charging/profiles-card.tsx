"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { useProfileColumns } from "./profile-columns";
import type { ProfilePair } from "./smart-charging";

type Props = {
  station: StationDetail;
  onSet: () => void;
  onReplace: (pair: ProfilePair) => void;
  onClear: (pair: ProfilePair) => void;
  onAsk: () => void;
};

/** The profiles we want beside those the station says it has, and the difference. */
export function ProfilesCard({ station, onSet, onReplace, onClear, onAsk }: Props) {
  const t = useTranslations("energy");
  const columns = useProfileColumns({ timeZone: station.timeZone, onReplace, onClear });
  const list = useList(
    "smartCharging.profiles",
    { identity: station.identity, limit: 100 },
    useTRPCClient().smartCharging.profiles.query,
  );
  return (
    <Card>
      <CardHead title={t("profiles")}>
        <CsvButton name={`${station.identity}-charging-profiles`} columns={columns} rows={list.rows} />
        <Button icon="redo" onClick={onAsk}>
          {t("ask")}
        </Button>
        <Button look="go" icon="gauge" onClick={onSet}>
          {t("set")}
        </Button>
      </CardHead>
      <Table
        label={t("profiles")}
        columns={columns}
        pages={list.pages}
        rowKey={({ evseId, profileId, told }) => `${evseId} ${profileId} ${told?.source ?? ""}`}
        rowName={({ profileId }) => t("profileNumber", { n: profileId })}
        skeletonRows={3}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          <Empty
            icon="gauge"
            title={t("none")}
            action={
              <Button icon="redo" onClick={onAsk}>
                {t("ask")}
              </Button>
            }
          >
            {t("noneNote")}
          </Empty>
        }
      />
    </Card>
  );
}
