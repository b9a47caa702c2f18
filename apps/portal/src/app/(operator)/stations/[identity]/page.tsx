import type { Metadata } from "next";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { listCommands } from "@/features/commands/list-commands";
import { StationPage } from "@/features/stations/station-page";

export async function generateMetadata({ params }: PageProps<"/stations/[identity]">): Promise<Metadata> {
  return { title: decodeURIComponent((await params).identity) };
}

export default async function Page({ params }: PageProps<"/stations/[identity]">) {
  const identity = decodeURIComponent((await params).identity);
  await prefetch([
    serverTrpc.stations.get.queryOptions({ identity }),
    serverTrpc.stations.curve.queryOptions({ identity, minutes: 60 }),
  ]);
  return (
    <Hydrate>
      <StationPage identity={identity} commands={listCommands()} />
    </Hydrate>
  );
}
