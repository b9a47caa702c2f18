"use client";
import "./station.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Card, CardBody } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { AddressTabs } from "@/ui/tabs";
import { CommandDrawer } from "../commands/command-drawer";
import type { CommandEntry } from "../commands/list-commands";
import { RecordDrawer } from "../commands/record-drawer";
import { NothingHere } from "../frame/nothing-here";
import { PageSkeleton } from "../frame/page-skeleton";
import { StationHeader } from "./station-header";
import { stationTabs } from "./station-tabs";

export function StationPage({ identity, commands }: { identity: string; commands: CommandEntry[] }) {
  const t = useTranslations("station");
  const address = useAddress();
  const format = useFormat();
  const query = useQuery(useTRPC().stations.get.queryOptions({ identity }));
  const station = query.data;
  if (!station) {
    if (!query.error) return <PageSkeleton />;
    if (failureOf(query.error).httpStatus === 404) return <NothingHere what="station" />;
    return (
      <Card>
        <CardBody>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </CardBody>
      </Card>
    );
  }
  const tab = stationTabs.find(({ id }) => id === address.read("tab")) ?? stationTabs[0];
  const command = address.read("command");
  const record = address.read("record");
  return (
    <>
      <StationHeader station={station} />
      <AddressTabs
        name="tab"
        label={t("tabs.label")}
        tabs={stationTabs.map(({ id }) => ({
          id,
          label: t(`tabs.${id}`),
          ...(id === "sessions" ? { note: format.number(station.sessionCount) } : {}),
        }))}
      />
      <div className={command || record ? "with-drawer" : undefined}>
        <div className="stack stack--4">
          <tab.Tab station={station} commands={commands} />
        </div>
        {command ? (
          <CommandDrawer
            key={command}
            station={station}
            action={command}
            onClose={() => address.write({ command: null, evse: null })}
          />
        ) : null}
        {record && !command ? (
          <RecordDrawer
            key={record}
            id={record}
            timeZone={station.timeZone}
            onClose={() => address.write({ record: null })}
          />
        ) : null}
      </div>
    </>
  );
}
