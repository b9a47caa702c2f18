import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { ReportsPage } from "@/features/reports/reports-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

export default async function Page() {
  const [me, caller] = await Promise.all([readMe(), serverCaller()]);
  await prefetch([], [listOptions("reports.list", {}, (asked) => caller.reports.list(asked))]);
  return (
    <Hydrate>
      <ReportsPage timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
