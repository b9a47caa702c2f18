"use client";
import { useQuery } from "@tanstack/react-query";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody } from "@/ui/card";
import { NothingHere } from "../frame/nothing-here";
import { PageSkeleton } from "../frame/page-skeleton";
import { TemplateEditor } from "./template-editor";

export function TemplatePage({ templateKey, timeZone }: { templateKey: string; timeZone: string }) {
  const query = useQuery(useTRPC().configurationTemplates.detail.queryOptions({ key: templateKey }));
  // Removed by somebody meanwhile: what was typed is worth nothing any more.
  if (query.error && failureOf(query.error).httpStatus === 404) return <NothingHere what="template" />;
  if (query.data) return <TemplateEditor template={query.data} first={undefined} timeZone={timeZone} />;
  if (!query.error) return <PageSkeleton />;
  return (
    <Card>
      <CardBody>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </CardBody>
    </Card>
  );
}
