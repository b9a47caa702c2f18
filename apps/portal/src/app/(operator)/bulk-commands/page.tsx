import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller } from "@/client/prefetch";
import { BulkCommandsPage } from "@/features/bulk-commands/bulk-commands-page";
import { bulkListInput } from "@/features/bulk-commands/bulk-input";
import { listCommands } from "@/features/commands/list-commands";
import { readMe } from "@/features/frame/read-me";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/bulk-commands">) {
  const { action } = await searchParams;
  const input = bulkListInput(typeof action === "string" ? action : undefined);
  const [me, caller] = await Promise.all([readMe(), serverCaller()]);
  await prefetch([], [listOptions("bulkCommands.list", input, (asked) => caller.bulkCommands.list(asked))]);
  return (
    <Hydrate>
      <BulkCommandsPage commands={listCommands()} timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
