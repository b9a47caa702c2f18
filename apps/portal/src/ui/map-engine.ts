import { type GeoJSONSource, Map as MapLibre, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { Box, MapPin } from "./map";
import { drawMapImage, mapRank, readColors } from "./map-images";
import { offlineStyle, pointLayers } from "./map-style";

export type MapHandle = {
  show: (pins: MapPin[]) => void;
  mark: (id: string | undefined) => void;
  zoom: (by: number) => void;
  showAll: () => void;
  remove: () => void;
};

type Options = { styleUrl: string | null; onMark: (id: string | undefined) => void; onMove: (box: Box) => void };

const rankOf = new Map(mapRank.map((state, rank) => [state, rank]));

export async function createMap(element: HTMLElement, { styleUrl, onMark, onMove }: Options): Promise<MapHandle> {
  setWorkerUrl("/maplibre/maplibre-gl-worker.mjs");
  let colors = readColors(element);
  let pins: MapPin[] = [];
  let marked: string | undefined;
  let isPlaced = false;

  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new MapLibre({
    container: element,
    style: styleUrl ?? (await offlineStyle(colors)),
    center: [8, 50],
    zoom: 3.2,
    maxZoom: 20,
    minZoom: 1,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: { compact: false },
    ...(still ? { fadeDuration: 0 } : {}),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new ScaleControl(), "bottom-left");
  map.getCanvas().setAttribute("aria-label", element.parentElement?.dataset.label ?? "");

  const collect = (shown: MapPin[]) => ({
    type: "FeatureCollection" as const,
    features: shown.map((pin) => ({
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates: [pin.longitude, pin.latitude] },
      properties: { id: pin.id, name: pin.name, state: pin.state, rank: rankOf.get(pin.state) ?? 0 },
    })),
  });
  const source = (name = "points") => map.getSource<GeoJSONSource>(name);
  // Where the chosen one stands is shown also while it is part of a group.
  const markedOnes = () => collect(pins.filter((pin) => pin.id === marked));

  const addPoints = () => {
    if (source()) return;
    map.addSource("points", {
      type: "geojson",
      data: collect(pins),
      cluster: true,
      clusterRadius: 46,
      clusterMaxZoom: 17,
      clusterProperties: { worst: ["max", ["get", "rank"]] },
    });
    map.addSource("marked", { type: "geojson", data: markedOnes() });
    for (const layer of pointLayers) map.addLayer(layer);
    map.setPaintProperty("ring", "circle-stroke-color", colors.ring);
  };
  const tellBox = () => {
    const box = map.getBounds();
    onMove({ west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() });
  };
  const showAll = (animate = true) => {
    const first = pins[0];
    if (!first) return;
    const box = pins.reduce(
      (b, pin) => ({
        west: Math.min(b.west, pin.longitude),
        east: Math.max(b.east, pin.longitude),
        south: Math.min(b.south, pin.latitude),
        north: Math.max(b.north, pin.latitude),
      }),
      { west: first.longitude, east: first.longitude, south: first.latitude, north: first.latitude },
    );
    map.fitBounds([box.west, box.south, box.east, box.north], { padding: 56, maxZoom: 13, animate: animate && !still });
  };

  map.setMissingStyleImageResolver((id) => {
    const drawn = drawMapImage(id, colors);
    if (drawn && !map.hasImage(id)) map.addImage(id, drawn.image, { pixelRatio: drawn.pixelRatio });
  });
  map.on("style.load", addPoints);
  map.on("moveend", (event) => {
    if (event.originalEvent) tellBox();
  });
  map.on("click", async (event) => {
    const hit = map.queryRenderedFeatures(event.point, { layers: ["marked", "pins", "groups"] })[0];
    if (!hit) return onMark(undefined);
    if (hit.layer.id !== "groups") return onMark(String(hit.properties.id));
    const zoom = await source()?.getClusterExpansionZoom(Number(hit.properties.cluster_id));
    const [longitude, latitude] = (hit.geometry as GeoJSON.Point).coordinates as [number, number];
    map.easeTo(
      { center: [longitude, latitude], zoom: (zoom ?? map.getZoom() + 1) + 0.2 },
      { originalEvent: event.originalEvent },
    );
  });
  for (const layer of ["groups", "pins"]) {
    map.on("mouseenter", layer, () => map.getCanvas().style.setProperty("cursor", "pointer"));
    map.on("mouseleave", layer, () => map.getCanvas().style.removeProperty("cursor"));
  }

  // The theme may change under an open map: colours are read again and everything is drawn anew.
  const recolor = async () => {
    colors = readColors(element);
    map.setStyle(styleUrl ?? (await offlineStyle(colors)), { diff: false });
  };
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(recolor);
  scheme.addEventListener("change", recolor);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });

  return {
    show(next) {
      pins = spread(next);
      source()?.setData(collect(pins));
      source("marked")?.setData(markedOnes());
      if (!isPlaced && pins.length > 0) {
        isPlaced = true;
        showAll(false);
      }
    },
    mark(id) {
      if (id === marked) return;
      marked = id;
      source("marked")?.setData(markedOnes());
      const pin = pins.find((one) => one.id === id);
      if (pin && !map.getBounds().contains([pin.longitude, pin.latitude]))
        map.easeTo({ center: [pin.longitude, pin.latitude] });
    },
    zoom: (by) => {
      map.easeTo({ zoom: map.getZoom() + by, duration: still ? 0 : 200 });
      map.once("moveend", tellBox);
    },
    showAll: () => {
      showAll();
      map.once("moveend", tellBox);
    },
    remove() {
      scheme.removeEventListener("change", recolor);
      theme.disconnect();
      map.remove();
    },
  };
}

const stepDegrees = 15 / 111_000;

/** Stations of one site often share its position: near enough they stand apart, fifteen metres, in a spiral. */
function spread(pins: MapPin[]): MapPin[] {
  const seen = new Map<string, number>();
  return pins.map((pin) => {
    const place = `${pin.longitude},${pin.latitude}`;
    const nth = seen.get(place) ?? 0;
    seen.set(place, nth + 1);
    if (nth === 0) return pin;
    const angle = nth * 2.4;
    const radius = stepDegrees * Math.sqrt(nth);
    return {
      ...pin,
      latitude: pin.latitude + radius * Math.sin(angle),
      longitude: pin.longitude + (radius * Math.cos(angle)) / Math.max(0.1, Math.cos((pin.latitude * Math.PI) / 180)),
    };
  });
}
