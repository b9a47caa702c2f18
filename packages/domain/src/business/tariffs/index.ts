export { getTariffDetail, type TariffDetail, type TariffVersion } from "./get-tariff-detail";
export { tariffList, tariffPage } from "./list-tariffs";
export type { TariffRow } from "./tariff-row";
export {
  assignTariff,
  listTariffStations,
  type TariffOfStation,
  type TariffStation,
  tariffAssignment,
  tariffOfStation,
  tariffStationList,
} from "./tariff-stations";
