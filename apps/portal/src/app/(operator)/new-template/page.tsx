import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { NewTemplate } from "@/features/configuration-templates/new-template";
import { readMe } from "@/features/frame/read-me";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("new") };
}

export default async function Page({ searchParams }: PageProps<"/new-template">) {
  const [me, { station }] = await Promise.all([readMe(), searchParams]);
  const identity = typeof station === "string" && station !== "" ? station : undefined;
  await prefetch(identity ? [serverTrpc.configurationTemplates.reported.queryOptions({ identity })] : []);
  return (
    <Hydrate>
      <NewTemplate station={identity} timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
