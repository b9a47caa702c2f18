import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller } from "@/client/prefetch";
import { templatesInput } from "@/features/configuration-templates/template-input";
import { TemplatesPage } from "@/features/configuration-templates/templates-page";
import { readMe } from "@/features/frame/read-me";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/templates">) {
  const [me, { list, search }, caller] = await Promise.all([readMe(), searchParams, serverCaller()]);
  const input = templatesInput(typeof search === "string" && search !== "" ? search : undefined);
  await prefetch(
    [],
    list === "stations"
      ? []
      : [listOptions("configurationTemplates.list", input, (asked) => caller.configurationTemplates.list(asked))],
  );
  return (
    <Hydrate>
      <TemplatesPage timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
