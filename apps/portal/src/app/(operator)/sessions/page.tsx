import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nextPage } from "@/client/next-page";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { sessionFilters, sessionInput } from "@/features/sessions/session-input";
import { SessionsPage } from "@/features/sessions/sessions-page";
import { readSiteZone } from "@/features/sessions/read-site-zone";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sessions"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/sessions">) {
  const [me, asked] = await Promise.all([readMe(), searchParams]);
  const timeZone = me?.tenant?.timeZone ?? "UTC";
  const filters = sessionFilters((key) => {
    const value = asked[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  });
  const zone = (filters.site && (await readSiteZone(filters.site))) || timeZone;
  await prefetch(
    [serverTrpc.sessions.counts.queryOptions({ siteId: filters.site })],
    [serverTrpc.sessions.list.infiniteQueryOptions(sessionInput(filters, Date.now(), zone), nextPage)],
  );
  return (
    <Hydrate>
      <SessionsPage timeZone={timeZone} />
    </Hydrate>
  );
}
