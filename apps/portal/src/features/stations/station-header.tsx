"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import { Icon } from "@/ui/icon";
import { Menu, MenuItem, MenuRule } from "@/ui/overlay";
import { Status } from "@/ui/status";
import { Tag } from "@/ui/tag";
import { ServiceButton } from "../availability/station-service";
import { StartCharging } from "../commands/start-charging";
import { StationTariff } from "../tariff-and-cost/station-tariff";
import { RegistrationDialog } from "./registration-dialog";
import { RemoveStation } from "./remove-station";
import { SetPassword } from "./set-password";
import type { StationDetail } from "./station";

/** Identity, live status and the three most used actions. */
export function StationHeader({ station }: { station: StationDetail }) {
  const t = useTranslations("station");
  const stations = useTranslations("stations");
  const status = useTranslations("status");
  const address = useAddress();
  const [dialog, setDialog] = useState<"start" | "registration" | "password" | "remove">();
  const close = () => setDialog(undefined);
  const isWaiting = station.bootedAt === null;
  const openCommand = (action: string) => address.write({ command: action });
  return (
    <div>
      <nav className="crumbs" aria-label={t("here")}>
        <Link href="/stations">{stations("title")}</Link>
        <Icon name="right" size="s" />
        {station.siteName ? (
          <>
            <Link href={`/stations?site=${station.siteId}`}>{station.siteName}</Link>
            <Icon name="right" size="s" />
          </>
        ) : null}
        {station.identity}
      </nav>
      <div className="hero">
        <div className="grow">
          <div className="row row--wrap">
            <h1>{station.identity}</h1>
            <Status
              pill
              state={station.state}
              since={isWaiting ? null : station.stateSince}
              timeZone={station.timeZone}
              {...(isWaiting ? { word: stations("waiting") } : {})}
            />
            {station.state === "offline" && station.lastKnownState && station.lastKnownState !== "unknown" ? (
              <span className="small sub">{stations("lastKnown", { state: status(station.lastKnownState) })}</span>
            ) : null}
            {station.registrationStatus !== "Accepted" ? (
              <Tag tone={station.registrationStatus === "Rejected" ? "bad" : "warn"}>
                {stations(`registration.${station.registrationStatus}`)}
              </Tag>
            ) : null}
            {station.rebootRequired > 0 ? (
              <Tag tone="warn" title={t("rebootRequiredNote")}>
                {t("rebootTag")}
              </Tag>
            ) : null}
            {station.unknownPropertyCount > 0 ? (
              <Tag title={t("unknownPropertiesNote")}>
                {t("unknownProperties", { n: station.unknownPropertyCount })}
              </Tag>
            ) : null}
            {station.badFrameCount > 0 ? (
              <Tag tone="warn" title={t("badFramesNote")}>
                {t("badFrames", { n: station.badFrameCount })}
              </Tag>
            ) : null}
          </div>
          <Facts station={station} />
        </div>
        <div className="row row--wrap">
          <Button icon="bolt" onClick={() => setDialog("start")}>
            {t("start")}
          </Button>
          <ServiceButton station={station} />
          <Button icon="redo" aria-expanded={address.read("command") === "Reset"} onClick={() => openCommand("Reset")}>
            {t("reset")}
          </Button>
          <Menu align="end" trigger={<Button icon="more" iconOnly aria-label={t("more")} />}>
            <MenuItem onSelect={() => address.write({ tab: "commands" })}>
              <Icon name="send" />
              {t("allCommands")}
            </MenuItem>
            <MenuItem onSelect={() => openCommand("TriggerMessage")}>
              <Icon name="redo" />
              {t("askState")}
            </MenuItem>
            <MenuItem onSelect={() => openCommand("UnlockConnector")}>
              <Icon name="lock" />
              {t("unlock")}
            </MenuItem>
            <MenuRule />
            <MenuItem onSelect={() => setDialog("registration")}>
              <Icon name="shield" />
              {t("registration")}
            </MenuItem>
            <MenuItem onSelect={() => setDialog("password")}>
              <Icon name="key" />
              {t("password")}
            </MenuItem>
            <MenuRule />
            <MenuItem onSelect={() => setDialog("remove")}>
              <Icon name="trash" />
              {t("remove")}
            </MenuItem>
          </Menu>
        </div>
      </div>
      {dialog === "start" ? <StartCharging station={station} onClose={close} /> : null}
      {dialog === "registration" ? <RegistrationDialog station={station} onClose={close} /> : null}
      {dialog === "password" ? <SetPassword station={station} onClose={close} /> : null}
      {dialog === "remove" ? <RemoveStation station={station} onClose={close} /> : null}
    </div>
  );
}

function Facts({ station }: { station: StationDetail }) {
  const t = useTranslations("station");
  const format = useFormat();
  const { timeZone } = station;
  return (
    <dl>
      {station.model ? (
        <div>
          <dt>{t("model")}</dt>
          <dd>{[station.vendor, station.model].filter(Boolean).join(" ")}</dd>
        </div>
      ) : null}
      {station.serialNumber ? (
        <div>
          <dt>{t("serial")}</dt>
          <dd className="mono">{station.serialNumber}</dd>
        </div>
      ) : null}
      {station.firmwareVersion ? (
        <div>
          <dt>{t("firmware")}</dt>
          <dd>{station.firmwareVersion}</dd>
        </div>
      ) : null}
      <StationTariff identity={station.identity} />
      <div>
        <dt>{station.isOnline ? t("connected") : t("disconnected")}</dt>
        <dd>
          {station.isOnline && station.connectedAt ? (
            <>
              <Age at={station.connectedAt} timeZone={timeZone} />, {t(`profile.${profileOf(station.securityProfile)}`)}
            </>
          ) : station.offlineSince ? (
            format.exact(station.offlineSince, timeZone)
          ) : (
            t("never")
          )}
        </dd>
      </div>
      {station.lastSeenAt ? (
        <div>
          <dt>{t("lastSeen")}</dt>
          <dd>
            <Age at={station.lastSeenAt} timeZone={timeZone} />
          </dd>
        </div>
      ) : null}
      {station.bootedAt ? (
        <div>
          <dt>{t("booted")}</dt>
          <dd>
            <Age at={station.bootedAt} timeZone={timeZone} />
            {station.bootReason ? `, ${station.bootReason}` : ""}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

const profileOf = (profile: number) => (profile === 2 ? "p2" : profile === 3 ? "p3" : profile === 0 ? "p0" : "p1");
