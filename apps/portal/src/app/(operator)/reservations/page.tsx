import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller, serverTrpc } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { calendarInput, calendarSpan, siteOfCalendar } from "@/features/reservation/calendar-span";
import { reservationFilters, reservationInput } from "@/features/reservation/reservation-input";
import { ReservationsPage } from "@/features/reservation/reservations-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reservation"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/reservations">) {
  const [me, asked, caller] = await Promise.all([readMe(), searchParams, serverCaller()]);
  const timeZone = me?.tenant?.timeZone ?? "UTC";
  const read = (key: string) => {
    const value = asked[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const filters = reservationFilters(read);
  const sites = await caller.sites.list().catch(() => []);
  const site = siteOfCalendar(sites, filters.site);
  const span = calendarSpan(read, Date.now(), site?.timeZone ?? timeZone);
  await prefetch(
    [serverTrpc.sites.list.queryOptions()],
    [
      filters.view === "list"
        ? listOptions("reservation.list", reservationInput(filters), (input) => caller.reservation.list(input))
        : listOptions("reservation.calendar", calendarInput(site?.id, span), (input) =>
            caller.reservation.calendar(input),
          ),
    ],
  );
  return (
    <Hydrate>
      <ReservationsPage timeZone={timeZone} />
    </Hydrate>
  );
}
