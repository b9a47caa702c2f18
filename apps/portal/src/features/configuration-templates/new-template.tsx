"use client";
import { useQuery } from "@tanstack/react-query";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody } from "@/ui/card";
import { NothingHere } from "../frame/nothing-here";
import { PageSkeleton } from "../frame/page-skeleton";
import { TemplateEditor } from "./template-editor";

/** An empty one, or what a station has now, to begin with. */
export function NewTemplate({ station, timeZone }: { station: string | undefined; timeZone: string }) {
  return station ? (
    <FromStation identity={station} timeZone={timeZone} />
  ) : (
    <TemplateEditor template={undefined} first={undefined} timeZone={timeZone} />
  );
}

function FromStation({ identity, timeZone }: { identity: string; timeZone: string }) {
  const query = useQuery(
    useTRPC().configurationTemplates.reported.queryOptions({ identity }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (query.data) {
    const { vendor, model, items } = query.data;
    const variables = items.flatMap(
      ({ commonValue, component, componentInstance, evseId, connectorId, variable, instance }) =>
        commonValue === null || commonValue.length > 1_000
          ? []
          : [
              {
                ...{ component, componentInstance, evseId, connectorId, variable, instance },
                ...{ attributeType: "Actual" as const, attributeValue: commonValue },
              },
            ],
    );
    const first = { key: "", vendor: vendor ?? "", model: model ?? "", version: 0, variables };
    return <TemplateEditor template={undefined} first={first} from={identity} timeZone={timeZone} />;
  }
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
