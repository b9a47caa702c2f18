import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller, serverTrpc } from "@/client/prefetch";
import { listCommands } from "@/features/commands/list-commands";
import { readMe } from "@/features/frame/read-me";
import { stationInputOf } from "@/features/stations/station-input";
import { StationsPage } from "@/features/stations/stations-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stations"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/stations">) {
  const input = stationInputOf(await searchParams);
  const [me, caller] = await Promise.all([readMe(), serverCaller()]);
  await prefetch(
    [
      serverTrpc.stations.counts.queryOptions({ siteId: input.siteId, search: input.search }),
      serverTrpc.stations.models.queryOptions({ siteId: input.siteId }),
    ],
    [listOptions("stations.list", input, (asked) => caller.stations.list(asked))],
  );
  return (
    <Hydrate>
      <StationsPage mapStyleUrl={me?.mapStyleUrl ?? null} commands={listCommands()} />
    </Hydrate>
  );
}
