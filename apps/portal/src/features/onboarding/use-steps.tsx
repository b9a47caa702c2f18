"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormat } from "@/ui/format";
import type { Step } from "@/ui/steps";
import { type ChecklistStep, haveConnectorsReported, type Onboarding, stepOf } from "./onboarding";
import { SetResults } from "./set-results";

type Check = { id: string; state: Step["state"]; at: Date | null; note?: ReactNode };

const stateOf: Record<ChecklistStep["state"], Step["state"]> = {
  todo: "todo",
  waiting: "waiting",
  done: "done",
  "passed-over": "warn",
  failed: "bad",
};

/** The way of a new station, from its first knock to the state of its connectors. */
export function useSteps(onboarding: Onboarding, timeZone: string): Step[] {
  const t = useTranslations("onboarding");
  const format = useFormat();
  const noteOf = useNotes(onboarding);
  const { connectedAt, authenticatedAt, bootedAt, connectorsReported, connectorsExpected } = onboarding;
  const model = [onboarding.vendor, onboarding.model, onboarding.firmwareVersion].filter(Boolean).join(" · ");
  const moment = (id: "connected" | "authenticated" | "booted", at: Date | null): Check => ({
    id,
    state: at ? "done" : "todo",
    at,
  });
  const checked = (["report", "variables", "acceptance"] as const).flatMap((id): Check[] => {
    const step = onboarding.checklist?.status === "overruled" ? undefined : stepOf(onboarding, id);
    if (!step) return [];
    return [{ id, state: stateOf[step.state], at: step.state === "waiting" ? null : step.at, note: noteOf(step) }];
  });
  const checks: Check[] = [
    moment("connected", connectedAt),
    moment("authenticated", authenticatedAt),
    { ...moment("booted", bootedAt), note: model || undefined },
    ...checked,
    {
      id: "connectors",
      state: haveConnectorsReported(onboarding) ? "done" : "todo",
      at: null,
      note:
        connectorsExpected > 0
          ? t("connectorsOf", { n: connectorsReported, of: connectorsExpected })
          : connectorsReported > 0
            ? t("connectorsSeen", { n: connectorsReported })
            : undefined,
    },
  ];
  // Behind a step that failed nothing is waited for.
  const open = checks.find(({ state }) => state === "todo" || state === "waiting");
  const isStopped = onboarding.checklist?.status === "stopped";
  return checks.map(({ id, state, at, note }) => ({
    id,
    state: id === open?.id && !isStopped ? "waiting" : state,
    title: t(`check.${id as "connected"}`),
    time: at ? format.clockSeconds(at, timeZone) : undefined,
    note: note ?? (id === open?.id && !isStopped ? t(`waitFor.${id as "connected"}`) : undefined),
  }));
}

function useNotes({ isOnline }: Onboarding): (step: ChecklistStep) => ReactNode {
  const t = useTranslations("onboarding");
  return (step) => {
    const { id, state, asked, parts = 0, variables = 0, why, set = [] } = step;
    if (state === "waiting") {
      if (!isOnline) return t("waits.offline");
      if (id === "report" && parts > 0) return t("waits.parts", { n: parts });
      if (id === "acceptance" && asked && asked !== "queued" && asked !== "sent") return t("waits.boot");
      return asked ? t(`waits.${id}`) : t("waits.turn");
    }
    if (state === "failed") return why === "not-set" ? <SetResults set={set} /> : t("stoppedHere");
    if (state === "passed-over") return t("noTemplate");
    if (state !== "done") return undefined;
    if (id === "report") return t("told", { n: variables, parts });
    if (id !== "variables") return undefined;
    const later = set.filter(({ status }) => status === "RebootRequired").length;
    return [
      t("set", { n: set.length, template: step.template ?? "" }),
      later > 0 ? t("setLater", { n: later }) : "",
    ].join(" ");
  };
}
