import type { TokenLimits } from "./limits";

/** The station that asks, as far as a limited card needs to know it. */
export type Place = {
  siteId: string | null;
  /** Without case. */
  identity: string;
  timeZone: string | null;
  evses: { id: number; types: (string | null)[] }[];
};

/** SQL for the place of the station `s`: for both statements that look it up. */
export const placeSql = `jsonb_build_object('siteId', s.site_id, 'identity', s.identity_key,
  'timeZone', (select si.time_zone from sites si where si.tenant_id = s.tenant_id and si.id = s.site_id),
  'evses', (select coalesce(jsonb_agg(jsonb_build_object('id', e.evse_id, 'types',
      (select coalesce(jsonb_agg(c.type), '[]') from connectors c where c.tenant_id = e.tenant_id and c.station_id = e.station_id and c.evse_id = e.evse_id)) order by e.evse_id), '[]')
    from evses e where e.tenant_id = s.tenant_id and e.station_id = s.id and e.evse_id > 0))`;

/** The EVSEs of a station that a card may use: all, some by number; or which limit leaves none, or not the one it is `at`. */
export function allowedEvses(
  { siteIds, stationIdentities, evses: named, connectorTypes }: TokenLimits,
  { siteId, identity, evses }: Place,
  at: number | null,
): "all" | number[] | "no-place" | "no-type" {
  const isHere = (name: string) => name.toLowerCase() === identity;
  const isAnywhere = !siteIds && !stationIdentities && !named;
  const isWhole =
    isAnywhere || (siteId !== null && siteIds?.includes(siteId)) || (stationIdentities?.some(isHere) ?? false);
  const namedHere = (named ?? []).flatMap(({ stationIdentity, evseId }) => (isHere(stationIdentity) ? [evseId] : []));
  const inPlace = isWhole ? evses.map(({ id }) => id) : namedHere;
  if (!isWhole && (at === null ? inPlace.length === 0 : !inPlace.includes(at))) return "no-place";

  // A plug that nobody told of yet is no reason to send a driver away.
  const fits = (evseId: number) => {
    const types = evses.find(({ id }) => id === evseId)?.types ?? [];
    return (
      !connectorTypes || types.length === 0 || types.some((type) => type === null || connectorTypes.includes(type))
    );
  };
  const fitting = inPlace.filter(fits);
  if (at === null ? inPlace.length > 0 && fitting.length === 0 : !fits(at)) return "no-type";
  // Valid everywhere is said by naming none (C01.FR.19).
  return (isWhole || evses.length > 0) && evses.every(({ id }) => fitting.includes(id)) ? "all" : fitting;
}
