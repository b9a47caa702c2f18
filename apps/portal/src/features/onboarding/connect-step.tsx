"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { CopyButton } from "@/ui/copy-button";
import { Notice } from "@/ui/notice";
import { Steps } from "@/ui/steps";
import { Credentials } from "../stations/credentials";
import { isThere, type Onboarding } from "./onboarding";
import { Stopped } from "./stopped";
import { useOnboarding } from "./use-onboarding";
import { useSteps } from "./use-steps";

type Props = { identity: string; credentials: { identity: string; url: string; password: string } | undefined };

/** What goes into the station, and what we see of it: live, check by check. */
export function ConnectStep({ identity, credentials }: Props) {
  const t = useTranslations("onboarding");
  const query = useOnboarding(identity);
  const checks = query.data;
  return (
    <div className="stack stack--4">
      {credentials ? (
        <Credentials {...credentials} />
      ) : checks ? (
        <Notice title={t("passwordGone")} action={<CopyButton text={checks.url} label={t("copyUrl")} />}>
          <p>{t("passwordGoneNext")}</p>
        </Notice>
      ) : null}
      {query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
      {checks ? <Checks checks={checks} /> : null}
    </div>
  );
}

function Checks({ checks }: { checks: Onboarding }) {
  const t = useTranslations("onboarding");
  const steps = useSteps(checks, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { refusal } = checks;
  return (
    <div className="stack stack--3">
      <h3>{t("checks")}</h3>
      <Steps steps={steps} live />
      {refusal && !checks.authenticatedAt ? (
        <Notice tone="bad" title={t("refused", { status: refusal.status })}>
          <p>{refusal.reason}</p>
        </Notice>
      ) : null}
      {isThere(checks) && checks.registrationStatus === "Accepted" ? (
        <Notice tone="good" title={t("done")}>
          <p>{t("doneNext")}</p>
        </Notice>
      ) : null}
      {checks.bootedAt ? <Stopped onboarding={checks} /> : null}
    </div>
  );
}
