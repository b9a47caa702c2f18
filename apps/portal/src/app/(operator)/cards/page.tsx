import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller, serverTrpc } from "@/client/prefetch";
import { cardFilters, cardInput, decisionInput, driverInput } from "@/features/authorization/card-input";
import { CardsPage } from "@/features/authorization/cards-page";
import { readMe } from "@/features/frame/read-me";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cards"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/cards">) {
  const [me, asked, caller] = await Promise.all([readMe(), searchParams, serverCaller()]);
  const filters = cardFilters((key) => {
    const value = asked[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  });
  await prefetch(
    [
      serverTrpc.sites.list.queryOptions(),
      ...(filters.view === "decisions" ? [serverTrpc.authorization.refusals.queryOptions({})] : []),
    ],
    [
      filters.view === "cards"
        ? listOptions("authorization.list", cardInput(filters), (input) => caller.authorization.list(input))
        : filters.view === "drivers"
          ? listOptions("authorization.drivers", driverInput(filters), (input) => caller.authorization.drivers(input))
          : listOptions("authorization.decisions", decisionInput(filters), (input) =>
              caller.authorization.decisions(input),
            ),
    ],
  );
  return (
    <Hydrate>
      <CardsPage timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
