"use client";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Input } from "@/ui/field";
import { SaveBar } from "./save-bar";
import type { TenantSettings } from "./settings";
import { useSettingsForm } from "./use-settings-form";

const choices = {
  onboarding: ["immediate", "checked"],
  inventory: ["manual", "automatic"],
  unknownStations: ["refuse", "pending"],
  unknownProperties: ["ignore", "refuse"],
} as const;
type Choice = keyof typeof choices;

const seconds = { heartbeatIntervalSeconds: 10, pendingIntervalSeconds: 1 } as const;
type Seconds = keyof typeof seconds;
const mostSeconds = 86_400;

const keys = [...(Object.keys(choices) as Choice[]), ...(Object.keys(seconds) as Seconds[])];

/** How stations are taken in, and how often they report. */
export function StationsTab({ settings }: { settings: TenantSettings }) {
  const t = useTranslations("settings");
  const form = useSettingsForm(settings, keys);
  const isWrong = (key: Seconds) => {
    const value = form.value[key];
    return !Number.isInteger(value) || value < seconds[key] || value > mostSeconds;
  };
  const isFaulty = isWrong("heartbeatIntervalSeconds") || isWrong("pendingIntervalSeconds");
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isChanged && !isFaulty) form.save();
      }}
    >
      <Card className="sheet-of">
        <CardHead title={t("tabs.stations")} />
        <CardBody className="stack stack--4">
          {(Object.keys(choices) as Choice[]).map((choice) => (
            <fieldset key={choice} className="ask">
              <legend className="label">{t(`${choice}.title`)}</legend>
              <div className="choice">
                {choices[choice].map((value) => (
                  <label key={value}>
                    <input
                      type="radio"
                      name={choice}
                      value={value}
                      checked={form.value[choice] === value}
                      onChange={() => form.set({ [choice]: value })}
                    />
                    {t(`${choice}.${value}.title` as "onboarding.immediate.title")}
                    <small>{t(`${choice}.${value}.note` as "onboarding.immediate.note")}</small>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
          <div className="two">
            {(Object.keys(seconds) as Seconds[]).map((key) => (
              <Input
                key={key}
                label={t(`${key}.title`)}
                help={t(`${key}.help`)}
                error={isWrong(key) ? t("secondsWrong", { least: seconds[key], most: mostSeconds }) : undefined}
                unit="s"
                type="number"
                inputMode="numeric"
                min={seconds[key]}
                max={mostSeconds}
                step={1}
                value={Number.isNaN(form.value[key]) ? "" : form.value[key]}
                onChange={(event) => form.set({ [key]: event.target.valueAsNumber })}
              />
            ))}
          </div>
        </CardBody>
        <SaveBar form={form} isFaulty={isFaulty} />
      </Card>
    </form>
  );
}
