export { createSite, newSite } from "./create-site";
export { listAllSites, listSites, type SiteRow } from "./list-sites";
