"use client";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import type { Register, SessionDetail } from "./session";
import { useWhen } from "./use-when";

/** How the energy is made: what the meter said at the end, less what it said at the start. */
export function EnergyCard({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  const { registerFirst: first, registerLast: last, energyWh, registerWentBack } = session;
  if (!first || !last)
    return (
      <Card>
        <CardHead title={t("meter.title")} />
        <Empty icon="gauge" title={t("meter.none")}>
          {t("meter.noneNote")}
        </Empty>
      </Card>
    );
  return (
    <Card>
      <CardHead title={t("meter.title")} note={t("meter.unit")} />
      <CardBody className="lines">
        <RegisterLine label={t(session.active ? "meter.now" : "meter.last")} register={last} session={session} />
        <b>{format.number(last.wh / 1000, 3)}</b>
        <RegisterLine label={t("meter.first")} register={first} session={session} />
        <b>
          {registerWentBack ? "" : "− "}
          {format.number(first.wh / 1000, 3)}
        </b>
        <hr />
        <span className="total">
          {t(session.active ? "meter.soFar" : "meter.delivered")}
          <small>{t(registerWentBack ? "meter.rises" : "meter.difference")}</small>
        </span>
        <span className="total">{format.kWh(energyWh, 3)}</span>
      </CardBody>
    </Card>
  );
}

function RegisterLine({ label, register, session }: { label: string; register: Register; session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  const when = useWhen(session);
  const time = (
    <time dateTime={register.at.toISOString()} title={format.exact(register.at, session.timeZone)}>
      {when(register.at)}
    </time>
  );
  return (
    <span>
      {label}
      <small>
        {time}
        {register.seqNo === null ? null : ` · ${t("meter.seqNo", { n: register.seqNo })}`}
      </small>
    </span>
  );
}
