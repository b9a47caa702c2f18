import { expect, test } from "vitest";
import { allowedEvses, type Place } from "./place";

const site = "0197a000-0000-7000-8000-00000000000a";
const place: Place = {
  ...{ siteId: site, identity: "quay-1", timeZone: null },
  evses: [
    { id: 1, types: ["cType2"] },
    { id: 2, types: ["cCCS2"] },
    { id: 3, types: [null] },
  ],
};

test("C01.FR.19: a card that is good everywhere at a station names no EVSE", () => {
  expect(allowedEvses({}, place, null)).toBe("all");
  expect(allowedEvses({ siteIds: [site] }, place, 2)).toBe("all");
  expect(allowedEvses({ stationIdentities: ["QUAY-1"] }, place, null)).toBe("all");
});

test("C01.FR.20: a card that is good at some EVSEs names them", () => {
  expect(allowedEvses({ evses: [{ stationIdentity: "Quay-1", evseId: 2 }] }, place, null)).toEqual([2]);
  expect(allowedEvses({ connectorTypes: ["cCCS2"] }, place, null)).toEqual([2, 3]);
});

test("C01.FR.22: a card that is good at none is not at this location", () => {
  expect(allowedEvses({ stationIdentities: ["QUAY-2"] }, place, null)).toBe("no-place");
  expect(allowedEvses({ evses: [{ stationIdentity: "QUAY-1", evseId: 2 }] }, place, 1)).toBe("no-place");
  expect(allowedEvses({ siteIds: [site] }, { ...place, siteId: null }, null)).toBe("no-place");
});

test("C01.FR.18: a card for other plugs is not allowed at this EVSE; a plug nobody told of is no reason", () => {
  expect(allowedEvses({ connectorTypes: ["cCCS2"] }, place, 1)).toBe("no-type");
  expect(allowedEvses({ connectorTypes: ["cG105"] }, { ...place, evses: place.evses.slice(0, 2) }, null)).toBe(
    "no-type",
  );
  expect(allowedEvses({ connectorTypes: ["cG105"] }, place, 3)).toEqual([3]);
  expect(allowedEvses({ connectorTypes: ["cG105"] }, { ...place, evses: [] }, null)).toBe("all");
});
