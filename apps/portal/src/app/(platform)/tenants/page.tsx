import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller } from "@/client/prefetch";
import { readMe } from "@/features/frame/read-me";
import { TenantsPage } from "@/features/tenants/tenants-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tenants"))("title") };
}

export default async function Page() {
  // An operator sees the layout's refusal; there is nothing to read for them.
  if ((await readMe())?.role !== "platform") return null;
  const caller = await serverCaller();
  await prefetch([], [listOptions("tenants.list", { limit: 100 }, (asked) => caller.tenants.list(asked))]);
  return (
    <Hydrate>
      <TenantsPage />
    </Hydrate>
  );
}
