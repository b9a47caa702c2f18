import { z } from "zod";
import { isStationPassword } from "../../kernel";
import { identity } from "./find-station";

export const stationPassword = z
  .string()
  .refine(isStationPassword, "16 to 40 of letters, digits and * - _ = : + | @ .");
export const securityProfile = z.int().min(1).max(3);

const connector = z.object({ id: z.int().min(1).max(1_000), type: z.string().min(1).max(20).optional() });
const evse = z.object({ id: z.int().min(1).max(1_000), connectors: z.array(connector).max(20).default([]) });

/** What an operator says of the EVSEs before the station speaks for itself. */
export const evses = z
  .array(evse)
  .max(200)
  .refine((all) => isUnique(all.map(({ id }) => id)), "each EVSE once")
  .refine(
    (all) => all.every(({ connectors }) => isUnique(connectors.map(({ id }) => id))),
    "each connector of an EVSE once",
  );
export type ConfiguredEvses = z.output<typeof evses>;

export const newStation = z.object({
  identity,
  password: stationPassword.optional(),
  siteId: z.uuid().optional(),
  securityProfile: securityProfile.default(1),
  evses: evses.optional(),
});
export type NewStation = z.output<typeof newStation>;

const isUnique = (ids: number[]) => new Set(ids).size === ids.length;
