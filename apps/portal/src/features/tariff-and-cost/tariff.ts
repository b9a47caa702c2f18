export type { TariffDetail, TariffRow, TariffStation, TariffVersion } from "@stationmaster/domain/business";
export type { TariffRates } from "@stationmaster/domain/tariff-and-cost";

export const tariffHref = (key: string) => `/tariffs/${encodeURIComponent(key)}`;
