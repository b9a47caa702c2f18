import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { TariffPage } from "@/features/tariff-and-cost/tariff-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("tariff") };
}

export default async function Page({ params }: PageProps<"/tariffs/[key]">) {
  const [me, asked] = await Promise.all([readMe(), params]);
  const key = decodeURIComponent(asked.key);
  await prefetch([serverTrpc.tariffAndCost.detail.queryOptions({ key })]);
  return (
    <Hydrate>
      <TariffPage tariffKey={key} timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
