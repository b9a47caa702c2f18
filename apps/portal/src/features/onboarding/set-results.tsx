"use client";
import { useTranslations } from "next-intl";

const answers = ["Rejected", "UnknownComponent", "UnknownVariable", "NotSupportedAttributeType"] as const;

/** What was not taken, each with what the station said to it. */
export function SetResults({ set }: { set: { name: string; value: string; status: string }[] }) {
  const t = useTranslations("onboarding");
  return (
    <>
      {set
        .filter(({ status }) => status !== "Accepted" && status !== "RebootRequired")
        .map(({ name, value, status }) => {
          const known = answers.find((answer) => answer === status);
          return (
            <span key={name} className="set-result">
              <span className="mono">
                {name} = {value}
              </span>
              : {known ? t(`answer.${known}`) : status}
            </span>
          );
        })}
    </>
  );
}
