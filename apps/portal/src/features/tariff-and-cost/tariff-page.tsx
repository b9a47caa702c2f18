"use client";
import "./tariffs.css";
import { useQuery } from "@tanstack/react-query";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody } from "@/ui/card";
import { NothingHere } from "../frame/nothing-here";
import { PageSkeleton } from "../frame/page-skeleton";
import { TariffEditor } from "./tariff-editor";

export function TariffPage({ tariffKey, timeZone }: { tariffKey: string; timeZone: string }) {
  const query = useQuery(useTRPC().tariffAndCost.detail.queryOptions({ key: tariffKey }));
  if (query.data) return <TariffEditor tariff={query.data} currency={query.data.currency} timeZone={timeZone} />;
  if (!query.error) return <PageSkeleton />;
  if (failureOf(query.error).httpStatus === 404) return <NothingHere what="tariff" />;
  return (
    <Card>
      <CardBody>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </CardBody>
    </Card>
  );
}
