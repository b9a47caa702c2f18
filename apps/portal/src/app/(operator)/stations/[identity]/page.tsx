import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate, isMissing, prefetch, serverTrpc } from "@/client/prefetch";
import { listCommands } from "@/features/commands/list-commands";
import { keptInput } from "@/features/reservation/reservation-input";
import { StationPage } from "@/features/stations/station-page";

export async function generateMetadata({ params }: PageProps<"/stations/[identity]">): Promise<Metadata> {
  return { title: decodeURIComponent((await params).identity) };
}

export default async function Page({ params }: PageProps<"/stations/[identity]">) {
  const identity = decodeURIComponent((await params).identity);
  const station = serverTrpc.stations.get.queryOptions({ identity });
  await prefetch([
    station,
    serverTrpc.stations.curve.queryOptions({ identity, minutes: 60 }),
    serverTrpc.tariffAndCost.ofStation.queryOptions({ identity }),
    serverTrpc.availability.get.queryOptions({ identity }),
    serverTrpc.reservation.list.queryOptions(keptInput(identity)),
  ]);
  if (isMissing(station)) notFound();
  return (
    <Hydrate>
      <StationPage identity={identity} commands={listCommands()} />
    </Hydrate>
  );
}
