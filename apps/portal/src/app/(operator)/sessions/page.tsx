import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller, serverTrpc } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { readSiteZone } from "@/features/sessions/read-site-zone";
import { sessionFilters, sessionInput } from "@/features/sessions/session-input";
import { SessionsPage } from "@/features/sessions/sessions-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sessions"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/sessions">) {
  const [me, asked, caller] = await Promise.all([readMe(), searchParams, serverCaller()]);
  const timeZone = me?.tenant?.timeZone ?? "UTC";
  const filters = sessionFilters((key) => {
    const value = asked[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  });
  const zone = (filters.site && (await readSiteZone(filters.site))) || timeZone;
  await prefetch(
    [serverTrpc.sessions.counts.queryOptions({ siteId: filters.site })],
    [listOptions("sessions.list", sessionInput(filters, Date.now(), zone), (asked) => caller.sessions.list(asked))],
  );
  return (
    <Hydrate>
      <SessionsPage timeZone={timeZone} />
    </Hydrate>
  );
}
