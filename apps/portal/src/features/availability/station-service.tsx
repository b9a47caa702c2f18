"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import type { StationDetail } from "../stations/station";
import { type Availability, intentFor, isOutOfService, wholeStation } from "./availability";
import { ChangeService } from "./change-service";
import { LockNote, ServiceNote } from "./service-note";
import { useAvailability } from "./use-availability";

/** The station as a whole: what is wanted of it, and locks that no EVSE was named for. */
export function StationService({ station, availability }: { station: StationDetail; availability: Availability }) {
  const intent = intentFor(availability, wholeStation);
  return (
    <>
      {intent ? <ServiceNote intent={intent} timeZone={station.timeZone} /> : null}
      {availability.lockFailures
        .filter(({ evseId }) => !station.evses.some(({ id }) => id === evseId))
        .map((failure) => (
          <LockNote key={`${failure.evseId} ${failure.connectorId}`} failure={failure} timeZone={station.timeZone} />
        ))}
    </>
  );
}

/** The one step that is next: take the station out of service, or put it back. */
export function ServiceButton({ station }: { station: StationDetail }) {
  const t = useTranslations("availability");
  const availability = useAvailability(station.identity);
  const [wanted, setWanted] = useState<"Operative" | "Inoperative">();
  const next = availability && isOutOfService(availability, wholeStation) ? "Operative" : "Inoperative";
  return (
    <>
      <Button icon="gauge" disabled={!availability} onClick={() => setWanted(next)}>
        {t(`do.${next}`)}
      </Button>
      {wanted ? (
        <ChangeService station={station} scope={wholeStation} wanted={wanted} onClose={() => setWanted(undefined)} />
      ) : null}
    </>
  );
}
