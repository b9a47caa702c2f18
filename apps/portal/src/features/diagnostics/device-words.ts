"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/ui/format";

/** A variable of a component, as the rooms tell of it. */
export type Placed = {
  component: string;
  componentInstance: string | null;
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  variableInstance: string | null;
};

/** "ConnectorPlugRetentionLock" → "Connector plug retention lock". */
const split = (name: string) => {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
  return words.replace(/ ([A-Z])(?=[a-z])/g, (_, letter: string) => ` ${letter.toLowerCase()}`);
};

const unitSigns: Record<string, string> = { Celsius: "°C", Fahrenheit: "°F", Percent: "%", Ohm: "Ω" };

/** The device model in people's words; a name that is no standard one is taken apart. */
export function useDeviceWords() {
  const t = useTranslations("device");
  const format = useFormat();
  return useMemo(() => {
    const word = (kind: "component" | "variable", name: string) => {
      const key = `${kind}.${name}` as "variable.Problem";
      return t.has(key) ? t(key) : split(name);
    };
    const variable = (of: Placed) => [word("variable", of.variable), of.variableInstance].filter(Boolean).join(" ");
    const place = ({ component, componentInstance, evseId, connectorId }: Placed) => {
      const evse = evseId === null || evseId === 0 ? null : t("evse", { n: evseId });
      const connector = connectorId === null ? null : t("connector", { n: connectorId });
      // An EVSE or a connector is named by its number alone.
      const isPlace = (component === "EVSE" && evse) || (component === "Connector" && connector);
      return [isPlace ? null : word("component", component), componentInstance, connector, evse]
        .filter(Boolean)
        .join(", ");
    };
    const value = (text: string, unit: string | null) => {
      if (text.trim() === "") return t("noValue");
      if (/^(true|false)$/i.test(text)) return t(text.toLowerCase() === "true" ? "yes" : "no");
      const number = /^-?\d+(\.\d+)?$/.test(text)
        ? format.number(Number(text), Math.min(6, text.split(".")[1]?.length ?? 0))
        : text;
      return unit ? `${number} ${unitSigns[unit] ?? unit}` : number;
    };
    return { variable, place, value };
  }, [t, format]);
}

/** The names as the station has them. */
export const technicalName = (of: Placed) => `${of.component}.${of.variable}`;
