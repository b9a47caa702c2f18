import type { DriftView } from "./template";

/** The same inputs in the browser and on the server, so that the first rows come with the page. */
export const templatesInput = (search: string | undefined) => ({ limit: 50, search });

export const driftViews = ["off", "repairable", "refused", "reboot-required", "same", "none", "all"] as const;

export type DriftAsked = {
  view?: string | undefined;
  template?: string | undefined;
  search?: string | undefined;
  siteId?: string | undefined;
};

export const driftFilter = ({ template, search, siteId }: DriftAsked) => ({
  templateKey: template || undefined,
  search: search || undefined,
  siteId: siteId || undefined,
});

export const driftInput = (asked: DriftAsked) => ({
  limit: 50,
  view: driftViews.find((view): view is DriftView => view === asked.view) ?? ("off" as const),
  ...driftFilter(asked),
});
