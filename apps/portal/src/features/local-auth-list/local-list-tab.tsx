"use client";
import "./local-auth-list.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody } from "@/ui/card";
import type { StationDetail } from "../stations/station";
import { AddCards } from "./add-cards";
import { EditEntry } from "./edit-entry";
import { ImportCards } from "./import-cards";
import { ListEntries } from "./list-entries";
import { ListStanding } from "./list-standing";
import { ListUpdates } from "./list-updates";
import type { Entry } from "./local-list";
import { RemoveEntries } from "./remove-entries";
import { SendInFull } from "./send-in-full";

export type Opened =
  | { kind: "nothing" | "add" | "import" | "send" }
  /** Without an entry it is a new one, for a card that is none of ours. */
  | { kind: "edit"; entry?: Entry }
  | { kind: "remove"; entries: Entry[] };

/** The cards a station lets in by itself: what we want there, what it holds, and how the two come together. */
export function LocalListTab({ station }: { station: StationDetail }) {
  const { identity } = station;
  const [opened, open] = useState<Opened>({ kind: "nothing" });
  const close = () => open({ kind: "nothing" });
  const query = useQuery(useTRPC().localAuthList.get.queryOptions({ identity }));
  const list = query.data;
  if (query.error && !list)
    return (
      <Card>
        <CardBody>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </CardBody>
      </Card>
    );
  return (
    <>
      <ListStanding station={station} list={list} onOpen={open} />
      <ListEntries station={station} list={list} onOpen={open} />
      <ListUpdates station={station} />
      {opened.kind === "add" ? (
        <AddCards identity={identity} onByHand={() => open({ kind: "edit" })} onClose={close} />
      ) : null}
      {opened.kind === "edit" ? <EditEntry identity={identity} entry={opened.entry} onClose={close} /> : null}
      {opened.kind === "remove" ? <RemoveEntries identity={identity} entries={opened.entries} onClose={close} /> : null}
      {opened.kind === "import" ? (
        <ImportCards identity={identity} count={list?.entryCount ?? 0} onClose={close} />
      ) : null}
      {opened.kind === "send" ? <SendInFull identity={identity} count={list?.entryCount ?? 0} onClose={close} /> : null}
    </>
  );
}
