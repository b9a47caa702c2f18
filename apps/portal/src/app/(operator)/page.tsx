import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { OverviewPage } from "@/features/overview/overview-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/">) {
  const { site } = await searchParams;
  await prefetch([serverTrpc.overview.get.queryOptions({ siteId: typeof site === "string" ? site : undefined })]);
  return (
    <Hydrate>
      <OverviewPage />
    </Hydrate>
  );
}
