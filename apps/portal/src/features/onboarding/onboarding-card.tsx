"use client";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Steps } from "@/ui/steps";
import type { StationDetail } from "../stations/station";
import { isChecked } from "./onboarding";
import { Stopped } from "./stopped";
import { useOnboarding } from "./use-onboarding";
import { useSteps } from "./use-steps";

/** On the station's page while it is not through its checklist, or is held by a person. */
export function OnboardingCard({ station }: { station: StationDetail }) {
  const { data } = useOnboarding(station.identity);
  if (!data || (isChecked(data) && data.registrationStatus !== "Pending")) return null;
  return <Open onboarding={data} timeZone={station.timeZone} />;
}

function Open({ onboarding, timeZone }: { onboarding: Parameters<typeof useSteps>[0]; timeZone: string }) {
  const t = useTranslations("onboarding");
  const steps = useSteps(onboarding, timeZone);
  return (
    <Card>
      <CardHead title={t("cardTitle")} />
      <CardBody className="stack stack--3">
        {isChecked(onboarding) ? null : <Steps steps={steps} live />}
        <Stopped onboarding={onboarding} />
      </CardBody>
    </Card>
  );
}
