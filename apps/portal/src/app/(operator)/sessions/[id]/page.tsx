import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { SessionPage } from "@/features/sessions/session-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("session"))("tab") };
}

export default async function Page({ params }: PageProps<"/sessions/[id]">) {
  const { id } = await params;
  await prefetch([
    serverTrpc.sessions.get.queryOptions({ id }),
    serverTrpc.sessions.curve.queryOptions({ id }),
    serverTrpc.tariffAndCost.told.queryOptions({ id }),
  ]);
  return (
    <Hydrate>
      <SessionPage id={id} />
    </Hydrate>
  );
}
