import { createContext } from "@/server/context";
import { createCaller } from "@/server/root";

/** The clock of a site, for days asked for on the server. */
export async function readSiteZone(siteId: string): Promise<string | undefined> {
  const sites = await createCaller(await createContext())
    .sites.list()
    .catch(() => []);
  return sites.find((site) => site.id === siteId)?.timeZone;
}
