import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { MapPage } from "@/features/map/map-page";
import { stationInputOf } from "@/features/stations/station-input";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("map"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/map">) {
  const input = stationInputOf(await searchParams);
  const [me, caller] = await Promise.all([readMe(), serverCaller()]);
  // The points come by themselves, while the map is drawn: in the page they would make it wait for thousands of stations.
  await prefetch(
    [],
    [listOptions("stations.list", { ...input, bounds: undefined }, (asked) => caller.stations.list(asked))],
  );
  return (
    <Hydrate>
      <MapPage mapStyleUrl={me?.mapStyleUrl ?? null} />
    </Hydrate>
  );
}
