import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { tariffInput } from "@/features/tariff-and-cost/tariff-list-input";
import { TariffsPage } from "@/features/tariff-and-cost/tariffs-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/tariffs">) {
  const [me, { search }, caller] = await Promise.all([readMe(), searchParams, serverCaller()]);
  const input = tariffInput(typeof search === "string" && search !== "" ? search : undefined);
  await prefetch([], [listOptions("tariffAndCost.list", input, (asked) => caller.tariffAndCost.list(asked))]);
  return (
    <Hydrate>
      <TariffsPage timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
