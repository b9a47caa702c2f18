import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { isTheme } from "@/features/frame/preferences";
import { readMe } from "@/features/frame/read-me";
import { SettingsPage } from "@/features/settings/settings-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/settings">) {
  const [me, { tab }, kept] = await Promise.all([readMe(), searchParams, cookies()]);
  const theme = kept.get("theme")?.value;
  await prefetch([tab === "keys" ? serverTrpc.apiKeys.list.queryOptions() : serverTrpc.tenant.get.queryOptions()]);
  return (
    <Hydrate>
      <SettingsPage
        timeZone={me?.tenant?.timeZone ?? "UTC"}
        theme={isTheme(theme) ? theme : "system"}
        density={kept.get("density")?.value === "compact" ? "compact" : "comfortable"}
      />
    </Hydrate>
  );
}
