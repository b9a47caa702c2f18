export type SiteRow = {
  id: string;
  name: string;
  timeZone: string;
  latitude: number | null;
  longitude: number | null;
  address: string | null;
  stationCount: number;
};
