"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { CopyButton } from "@/ui/copy-button";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { type Step, Steps } from "@/ui/steps";
import { Credentials } from "../stations/credentials";
import type { OnboardingChecks } from "../stations/station";

type Props = { identity: string; credentials: { identity: string; url: string; password: string } | undefined };

/** What goes into the station, and what we see of it: live, check by check. */
export function ConnectStep({ identity, credentials }: Props) {
  const t = useTranslations("onboarding");
  const query = useQuery(
    useTRPC().stations.onboarding.queryOptions(
      { identity },
      { refetchInterval: ({ state }) => (state.data && isDone(state.data) ? false : 3000) },
    ),
  );
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

const isDone = (checks: OnboardingChecks) =>
  checks.bootedAt !== null && checks.connectorsReported > 0 && checks.connectorsReported >= checks.connectorsExpected;

function Checks({ checks }: { checks: OnboardingChecks }) {
  const t = useTranslations("onboarding");
  const steps = useSteps(checks);
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
      {isDone(checks) ? (
        <Notice tone="good" title={t("done")}>
          <p>{t("doneNext")}</p>
        </Notice>
      ) : null}
      {checks.bootedAt && checks.registrationStatus !== "Accepted" ? (
        <Notice tone="info" title={t("pending")}>
          <p>{t("pendingNext")}</p>
        </Notice>
      ) : null}
    </div>
  );
}

function useSteps(checks: OnboardingChecks): Step[] {
  const t = useTranslations("onboarding");
  const format = useFormat();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { connectorsReported, connectorsExpected } = checks;
  const model = [checks.vendor, checks.model, checks.firmwareVersion].filter(Boolean).join(" · ");
  const list: {
    id: "connected" | "authenticated" | "booted" | "connectors";
    at: Date | null;
    done: boolean;
    note?: string | undefined;
  }[] = [
    { id: "connected", at: checks.connectedAt, done: checks.connectedAt !== null },
    { id: "authenticated", at: checks.authenticatedAt, done: checks.authenticatedAt !== null },
    { id: "booted", at: checks.bootedAt, done: checks.bootedAt !== null, note: model || undefined },
    {
      id: "connectors",
      at: null,
      done: connectorsReported > 0 && connectorsReported >= connectorsExpected,
      note:
        connectorsExpected > 0
          ? t("connectorsOf", { n: connectorsReported, of: connectorsExpected })
          : connectorsReported > 0
            ? t("connectorsSeen", { n: connectorsReported })
            : undefined,
    },
  ];
  const waitingFor = list.find((check) => !check.done)?.id;
  return list.map((check) => ({
    id: check.id,
    state: check.done ? "done" : check.id === waitingFor ? "waiting" : "todo",
    title: t(`check.${check.id}`),
    time: check.at ? format.clockSeconds(check.at, zone) : undefined,
    note: check.note ?? (check.id === waitingFor ? t(`waitFor.${check.id}`) : undefined),
  }));
}
