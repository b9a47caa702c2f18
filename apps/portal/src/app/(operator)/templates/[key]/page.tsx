import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { TemplatePage } from "@/features/configuration-templates/template-page";
import { readMe } from "@/features/frame/read-me";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("template") };
}

export default async function Page({ params }: PageProps<"/templates/[key]">) {
  const [me, asked] = await Promise.all([readMe(), params]);
  const key = decodeURIComponent(asked.key);
  await prefetch([serverTrpc.configurationTemplates.detail.queryOptions({ key })]);
  return (
    <Hydrate>
      <TemplatePage templateKey={key} timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
