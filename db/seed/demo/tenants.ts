import type { ModelName } from "./models";

/** How people use a place: who comes when, and how long they stay. */
export type Habit = "city" | "office" | "depot" | "motorway";

export type DemoSite = {
  name: string;
  latitude: number;
  longitude: number;
  timeZone: string;
  address: string;
  habit: Habit;
  stations: readonly ModelName[];
};

export type DemoTenant = {
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  country: string;
  sites: readonly DemoSite[];
  drivers: readonly string[];
  /** The contract ids of its drivers begin so. */
  provider: string;
};

const berlin = "Europe/Berlin";
const london = "Europe/London";

/** Two, so that it can be seen that neither sees the other. Places are real, what stands there is invented. */
export const demoTenants: readonly DemoTenant[] = [
  {
    slug: "northwind",
    name: "Northwind Mobility",
    currency: "EUR",
    timeZone: berlin,
    country: "DE",
    provider: "DE-NWM",
    drivers: [
      "Jana Petersen",
      "Mehmet Aydin",
      "Klara Vogel",
      "Tobias Reinhardt",
      "Sofie de Vries",
      "Lukas Brandt",
      "Amira Haddad",
      "Henrik Lund",
      "Paula Schreiber",
      "Daniel Okafor",
      "Ines Moreira",
      "Florian Weiss",
    ],
    sites: [
      {
        name: "Hafenblick Parkhaus",
        latitude: 53.5432,
        longitude: 9.9896,
        timeZone: berlin,
        address: "Am Sandtorkai 61, 20457 Hamburg",
        habit: "city",
        stations: ["post", "post", "post", "rapid"],
      },
      {
        name: "Ringbahn Depot",
        latitude: 52.4702,
        longitude: 13.3668,
        timeZone: berlin,
        address: "Ringbahnstraße 88, 12103 Berlin",
        habit: "depot",
        stations: ["depot", "depot", "depot", "depot", "depot"],
      },
      {
        name: "Isarhöfe",
        latitude: 48.1297,
        longitude: 11.5869,
        timeZone: berlin,
        address: "Erhardtstraße 32, 80469 München",
        habit: "office",
        stations: ["post", "post", "wallbox", "wallbox"],
      },
      {
        name: "Messe Nord",
        latitude: 51.3982,
        longitude: 12.4008,
        timeZone: berlin,
        address: "Messe-Allee 14, 04356 Leipzig",
        habit: "office",
        stations: ["post", "post", "rapid"],
      },
      {
        name: "Rasthof Fuldablick",
        latitude: 51.2391,
        longitude: 9.4827,
        timeZone: berlin,
        address: "A 7, 34302 Guxhagen",
        habit: "motorway",
        stations: ["ultra", "ultra", "rapid"],
      },
      {
        name: "Zuidpark",
        latitude: 52.3386,
        longitude: 4.8728,
        timeZone: "Europe/Amsterdam",
        address: "Gustav Mahlerlaan 210, 1082 Amsterdam",
        habit: "city",
        stations: ["post", "post", "wallbox", "wallbox", "rapid"],
      },
    ],
  },
  {
    slug: "southgate",
    name: "Southgate Charging",
    currency: "GBP",
    timeZone: london,
    country: "GB",
    provider: "GB-SGC",
    drivers: [
      "Olivia Hartley",
      "Rhys Morgan",
      "Priya Nair",
      "Callum Fraser",
      "Grace Adeyemi",
      "Tom Whitfield",
      "Niamh Byrne",
      "Oscar Lindqvist",
    ],
    sites: [
      {
        name: "Quayside Exchange",
        latitude: 51.4489,
        longitude: -2.5983,
        timeZone: london,
        address: "Narrow Quay 12, Bristol BS1 4QA",
        habit: "city",
        stations: ["post", "post", "rapid"],
      },
      {
        name: "Castlefield Yard",
        latitude: 53.4748,
        longitude: -2.2561,
        timeZone: london,
        address: "Castle Street 5, Manchester M3 4LZ",
        habit: "office",
        stations: ["post", "wallbox", "wallbox"],
      },
      {
        name: "Leith Dock Street",
        latitude: 55.9769,
        longitude: -3.1722,
        timeZone: london,
        address: "Dock Street 3, Edinburgh EH6 6EY",
        habit: "depot",
        stations: ["depot", "depot", "depot"],
      },
      {
        name: "Southgate Services",
        latitude: 51.6866,
        longitude: -0.2236,
        timeZone: london,
        address: "M25 Junction 23, Potters Bar EN6 3QQ",
        habit: "motorway",
        stations: ["ultra", "ultra", "rapid"],
      },
    ],
  },
];
