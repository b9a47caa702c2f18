"use client";
import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { useState } from "react";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { useFormat } from "@/ui/format";
import { Icon } from "@/ui/icon";
import { startOfDay } from "@/ui/zoned-day";
import { type Asked, daysOf, periodOf, periods } from "./period";

/** When a session began: a word, or two days of the site's calendar. */
export function TimeFilter({ asked, timeZone }: { asked: Asked; timeZone: string }) {
  const t = useTranslations("sessions");
  const address = useAddress();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const period = periodOf(asked);
  const { first, last } = period ? {} : daysOf(asked, 0, timeZone);
  const isOn = Boolean(period || first || last);
  const day = (text: string) => format.dayMonth(startOfDay(text, timeZone), timeZone);
  const word = period
    ? t(`period.${period}`)
    : first && last
      ? first === last
        ? day(first)
        : t("fromTo", { from: day(first), to: day(last) })
      : first
        ? t("fromDay", { from: day(first) })
        : last
          ? t("toDay", { to: day(last) })
          : t("anyTime");

  const choose = (changes: Asked) => {
    address.write({ when: null, from: null, to: null, ...changes });
    setOpen(false);
  };

  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button
          type="button"
          className={isOn ? "chip chip--on" : "chip"}
          onKeyDown={(event) => {
            if (event.key === "Backspace" || event.key === "Delete") choose({});
          }}
        >
          {t("time")} <b>{word}</b>
          <Icon name="down" />
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="float" sideOffset={6} align="start" collisionPadding={12} aria-label={t("time")}>
          {periods.map((one) => (
            <button
              key={one}
              type="button"
              className="item"
              aria-pressed={one === period}
              onClick={() => choose({ when: one })}
            >
              <span className="mark">{one === period ? <Icon name="check" /> : null}</span>
              {t(`period.${one}`)}
            </button>
          ))}
          <hr />
          <Days key={`${first}${last}`} first={first} last={last} timeZone={timeZone} choose={choose} />
          {isOn ? (
            <>
              <hr />
              <button type="button" className="item" onClick={() => choose({})}>
                {t("anyTimeAgain")}
              </button>
            </>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type DaysProps = {
  first: string | undefined;
  last: string | undefined;
  timeZone: string;
  choose: (asked: Asked) => void;
};

function Days({ first, last, timeZone, choose }: DaysProps) {
  const t = useTranslations("sessions");
  const [from, setFrom] = useState(first ?? "");
  const [to, setTo] = useState(last ?? "");
  const isWrong = from !== "" && to !== "" && from > to;
  return (
    <form
      className="days"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) choose({ from: from || undefined, to: to || undefined });
      }}
    >
      <div className="two">
        <Input
          label={t("from")}
          type="date"
          max="9999-12-31"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Input
          label={t("to")}
          type="date"
          max="9999-12-31"
          value={to}
          error={isWrong ? t("toBeforeFrom") : undefined}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <p className="small dim">{t("daysOf", { zone: timeZone })}</p>
      <Button type="submit" size="s" disabled={isWrong || (from === "" && to === "")}>
        {t("showDays")}
      </Button>
    </form>
  );
}
