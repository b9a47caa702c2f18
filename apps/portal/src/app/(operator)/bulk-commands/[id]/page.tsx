import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listOptions } from "@/client/list";
import { Hydrate, prefetch, serverCaller, serverTrpc } from "@/client/prefetch";
import { BulkCommandPage } from "@/features/bulk-commands/bulk-command-page";
import { bulkStationsInput } from "@/features/bulk-commands/bulk-input";
import { readMe } from "@/features/frame/read-me";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("title") };
}

export default async function Page({ params, searchParams }: PageProps<"/bulk-commands/[id]">) {
  const [{ id }, { outcome, answer }, me, caller] = await Promise.all([params, searchParams, readMe(), serverCaller()]);
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
  const input = bulkStationsInput(id, one(outcome), one(answer));
  await prefetch(
    [serverTrpc.bulkCommands.get.queryOptions({ id })],
    [listOptions("bulkCommands.stations", input, (asked) => caller.bulkCommands.stations(asked))],
  );
  return (
    <Hydrate>
      <BulkCommandPage id={id} timeZone={me?.tenant?.timeZone ?? "UTC"} />
    </Hydrate>
  );
}
