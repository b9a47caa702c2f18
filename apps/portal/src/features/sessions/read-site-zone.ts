import { serverCaller } from "@/client/prefetch";

/** The clock of a site, for days asked for on the server. */
export async function readSiteZone(siteId: string): Promise<string | undefined> {
  const sites = await (await serverCaller()).sites.list().catch(() => []);
  return sites.find((site) => site.id === siteId)?.timeZone;
}
