"use client";
import "maplibre-gl/dist/maplibre-gl.css";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "./button";
import type { StateName } from "./icon-shapes";
import type { MapHandle } from "./map-engine";

export type MapPin = { id: string; name: string; longitude: number; latitude: number; state: StateName };
export type Box = { west: number; south: number; east: number; north: number };

type Props = {
  label: string;
  pins: MapPin[] | undefined;
  marked?: string | undefined;
  onMark: (id: string | undefined) => void;
  onMove?: (box: Box) => void;
  styleUrl: string | null;
  className?: string;
  children?: ReactNode;
};

/** Clusters, status colours, thousands of points, without the internet. The engine is loaded when a map is first seen. */
export function StatusMap({ label, pins, marked, onMark, onMove, styleUrl, className = "", children }: Props) {
  const t = useTranslations("map");
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapHandle>();
  const [failed, setFailed] = useState(false);
  const mark = useEffectEvent((id: string | undefined) => onMark(id));
  const move = useEffectEvent((box: Box) => onMove?.(box));

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let handle: MapHandle | undefined;
    let gone = false;
    import("./map-engine")
      .then(({ createMap }) => createMap(element, { styleUrl, onMark: (id) => mark(id), onMove: (box) => move(box) }))
      .then((made) => {
        handle = made;
        if (gone) made.remove();
        else setMap(made);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      handle?.remove();
      setMap(undefined);
    };
  }, [styleUrl]);

  useEffect(() => {
    if (map && pins) map.show(pins);
  }, [map, pins]);
  useEffect(() => map?.mark(marked), [map, marked]);

  return (
    <div className={`map ${className}`} data-label={label}>
      <div ref={place} className="map__canvas" />
      <div className="tools">
        <Button icon="plus" iconOnly aria-label={t("zoomIn")} onClick={() => map?.zoom(1)} />
        <Button icon="minus" iconOnly aria-label={t("zoomOut")} onClick={() => map?.zoom(-1)} />
        <Button icon="globe" iconOnly aria-label={t("showAll")} onClick={() => map?.showAll()} />
      </div>
      {failed ? <div className="map__none sub">{t("failed")}</div> : null}
      {children}
    </div>
  );
}
