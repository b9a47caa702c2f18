"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Menu, MenuItem, MenuRule } from "@/ui/overlay";
import type { EvseNow, StationDetail } from "../stations/station";
import { type Availability, intentFor, isOutOfService, type Scope } from "./availability";
import { ChangeService } from "./change-service";
import { LockNote, ServiceNote, scopeOf } from "./service-note";

type Props = { evse: EvseNow; station: StationDetail; availability: Availability };
type Wish = { scope: Scope; wanted: "Operative" | "Inoperative" };

/** Of one EVSE and its connectors: what is wanted, what is so, and how to change it. */
export function EvseService({ evse, station, availability }: Props) {
  const t = useTranslations("availability");
  const [wish, setWish] = useState<Wish>();
  const whole = { evseId: evse.id, connectorId: 0 };
  const connectors = evse.connectors.map(({ id }) => ({ evseId: evse.id, connectorId: id }));
  const nextOf = (scope: Scope): Wish => ({
    scope,
    wanted: isOutOfService(availability, scope) ? "Operative" : "Inoperative",
  });
  const labelOf = ({ scope, wanted }: Wish) =>
    t(`act.${wanted}`, { scope: scopeOf(scope), evse: scope.evseId, connector: scope.connectorId });
  const next = nextOf(whole);
  return (
    <>
      {availability.lockFailures
        .filter(({ evseId }) => evseId === evse.id)
        .map((failure) => (
          <LockNote key={failure.connectorId} failure={failure} timeZone={station.timeZone} />
        ))}
      {[whole, ...connectors].map((scope) => {
        const intent = intentFor(availability, scope);
        return intent ? <ServiceNote key={scope.connectorId} intent={intent} timeZone={station.timeZone} /> : null;
      })}
      <div className="row between row--wrap">
        <Button size="s" onClick={() => setWish(next)}>
          {labelOf(next)}
        </Button>
        <Menu
          align="end"
          trigger={<Button size="s" look="bare" icon="more" iconOnly aria-label={t("more", { evse: evse.id })} />}
        >
          {connectors.map(nextOf).map((one) => (
            <MenuItem key={one.scope.connectorId} onSelect={() => setWish(one)}>
              <Icon name="plug" />
              {labelOf(one)}
            </MenuItem>
          ))}
          {connectors.length > 0 ? <MenuRule /> : null}
          <MenuItem asChild>
            <Link href={`/reservations?new=1&station=${encodeURIComponent(station.identity)}&evse=${evse.id}`}>
              <Icon name="clock" />
              {t("reserve", { evse: evse.id })}
            </Link>
          </MenuItem>
        </Menu>
      </div>
      {wish ? <ChangeService station={station} {...wish} onClose={() => setWish(undefined)} /> : null}
    </>
  );
}
