"use client";
import { ChangesCard } from "../certificates/changes-card";
import { InquiriesCard } from "../certificates/inquiries-card";
import { InstalledCard } from "../certificates/installed-card";
import type { StationDetail } from "../stations/station";
import { EventsCard } from "./events-card";
import { HandedOverCard } from "./handed-over-card";
import { RequestsCard } from "./requests-card";

/** What concerns the station's security: what it told, what it trusts, and what it asked to be signed or looked up. */
export function SecurityTab({ station }: { station: StationDetail }) {
  return (
    <>
      <EventsCard station={station} />
      <InstalledCard station={station} />
      <ChangesCard station={station} />
      <RequestsCard station={station} />
      <HandedOverCard station={station} />
      <InquiriesCard station={station} />
    </>
  );
}
