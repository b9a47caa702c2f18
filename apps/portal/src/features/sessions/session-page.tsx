"use client";
import "../stations/station.css";
import "./sessions.css";
import { useQuery } from "@tanstack/react-query";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody } from "@/ui/card";
import { NothingHere } from "../frame/nothing-here";
import { CostCard } from "./cost-card";
import { CostsToldCard } from "./costs-told-card";
import { EnergyCard } from "./energy-card";
import { EventDialog } from "./event-dialog";
import { LedgerCard } from "./ledger-card";
import { isAskedAbout, QuestionsCard } from "./questions-card";
import { SessionCurves } from "./session-curves";
import { SessionFacts } from "./session-facts";
import { SessionFigures } from "./session-figures";
import { SessionHeader } from "./session-header";
import { SessionNotices } from "./session-notices";
import { SessionSkeleton } from "./session-skeleton";
import { StoryCard } from "./story-card";
import { useLedger } from "./use-ledger";

/** One session: what it came to, its curves, and every message it is made of. */
export function SessionPage({ id }: { id: string }) {
  const query = useQuery(useTRPC().sessions.get.queryOptions({ id }));
  const session = query.data;
  const ledger = useLedger(id, session);
  if (!session) {
    if (!query.error) return <SessionSkeleton />;
    // What is no id of ours is no session either.
    if ([400, 404].includes(failureOf(query.error).httpStatus ?? 0)) return <NothingHere what="session" />;
    return (
      <Card>
        <CardBody>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </CardBody>
      </Card>
    );
  }
  return (
    <>
      <SessionHeader session={session} />
      <SessionFigures session={session} />
      <SessionNotices session={session} />
      <div className="cols">
        <div className="c8 stack stack--4">
          <SessionCurves session={session} />
          <LedgerCard session={session} ledger={ledger} />
        </div>
        <div className="c4 stack stack--4">
          <StoryCard session={session} />
          <CostCard session={session} />
          <EnergyCard session={session} />
          {session.tariff ? <CostsToldCard session={session} /> : null}
          {isAskedAbout(session) ? <QuestionsCard session={session} /> : null}
          <SessionFacts session={session} />
        </div>
      </div>
      <EventDialog ledger={ledger} timeZone={session.timeZone} />
    </>
  );
}
