import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nextPage } from "@/client/next-page";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { ReportsPage } from "@/features/reports/reports-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

export default async function Page() {
  const me = await readMe();
  await prefetch([], [serverTrpc.reports.list.infiniteQueryOptions({}, nextPage)]);
  return (
    <Hydrate>
      <ReportsPage timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
