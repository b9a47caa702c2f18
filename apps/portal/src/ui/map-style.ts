import type { FeatureCollection } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { MapColors } from "./map-images";

let countries: Promise<FeatureCollection> | undefined;

/** Land and borders of the world, served by the portal itself: the map needs no internet. */
function loadCountries(): Promise<FeatureCollection> {
  countries ??= fetch("/maplibre/countries.json")
    .then((response) => response.json() as Promise<Topology<{ countries: GeometryCollection }>>)
    .then((topology) => feature(topology, topology.objects.countries));
  return countries;
}

export async function offlineStyle(colors: MapColors): Promise<StyleSpecification> {
  return {
    version: 8,
    sources: { countries: { type: "geojson", data: await loadCountries(), attribution: "Natural Earth" } },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colors.water } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colors.land } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": colors.border, "line-width": 1 } },
    ],
  };
}

/** Points over any style: groups by their worst state, single ones by their own. */
export const pointLayers: LayerSpecification[] = [
  {
    id: "groups",
    type: "symbol",
    source: "points",
    filter: ["has", "point_count"],
    layout: {
      "icon-image": [
        "concat",
        "group:",
        ["to-string", ["get", "worst"]],
        ":",
        ["to-string", ["get", "point_count_abbreviated"]],
      ],
      "icon-allow-overlap": true,
    },
  },
  {
    id: "pins",
    type: "symbol",
    source: "points",
    filter: ["!", ["has", "point_count"]],
    layout: {
      "icon-image": ["concat", "pin:", ["get", "state"]],
      "icon-allow-overlap": true,
      "symbol-sort-key": ["get", "rank"],
    },
  },
  {
    id: "names",
    type: "symbol",
    source: "points",
    minzoom: 11,
    filter: ["!", ["has", "point_count"]],
    layout: { "icon-image": ["concat", "label:", ["get", "name"]], "icon-anchor": "top", "icon-offset": [0, 15] },
  },
  {
    id: "ring",
    type: "circle",
    source: "marked",
    paint: { "circle-radius": 19, "circle-opacity": 0, "circle-stroke-width": 3 },
  },
  {
    id: "marked",
    type: "symbol",
    source: "marked",
    layout: { "icon-image": ["concat", "pin:", ["get", "state"]], "icon-allow-overlap": true },
  },
];
