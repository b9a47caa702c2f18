/** Where a station connects to. */
export const stationUrl = (publicOcppUrl: string, tenantSlug: string, identity: string): string =>
  `${publicOcppUrl.replace(/\/+$/, "")}/ocpp/${tenantSlug}/${encodeURIComponent(identity)}`;
