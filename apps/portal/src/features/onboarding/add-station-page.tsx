"use client";
import "../stations/station.css";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { ConnectStep } from "./connect-step";
import { EvseStep } from "./evse-step";
import { IdentityStep } from "./identity-step";
import { type NewStation, toInput } from "./new-station";

/** Identity and place, EVSEs, then the station itself: the last step waits live for its boot. */
export function AddStationPage() {
  const t = useTranslations("onboarding");
  const address = useAddress();
  const trpc = useTRPC();
  const client = useQueryClient();
  const made = address.read("identity");
  const [step, setStep] = useState<1 | 2>(1);
  const [station, setStation] = useState<NewStation>({
    identity: "",
    siteId: address.read("site"),
    evses: [{ connectors: ["cType2"] }],
  });
  const [siteName, setSiteName] = useState<string>();
  const create = useMutation(
    trpc.stations.create.mutationOptions({
      onSuccess: ({ identity }) => {
        address.write({ identity }, "replace");
        void client.invalidateQueries({ queryKey: trpc.stations.pathKey() });
        void client.invalidateQueries({ queryKey: trpc.me.counts.queryKey() });
      },
      // The identity is the usual reason (taken): back to where it is written.
      onError: (error) => failureOf(error).httpStatus === 409 && setStep(1),
    }),
  );
  const isMade = made !== undefined;
  const at = isMade ? 3 : step;
  const another = () => {
    create.reset();
    setStation({ identity: "", siteId: station.siteId, evses: station.evses });
    setStep(1);
    address.write({ identity: null });
  };

  return (
    <>
      <div>
        <nav className="crumbs" aria-label={t("here")}>
          <Link href="/stations">{t("stations")}</Link>
          <Icon name="right" size="s" />
          {t("title")}
        </nav>
        <div className="head">
          <div>
            <h1>{t("title")}</h1>
            <p>{t("note")}</p>
          </div>
        </div>
      </div>
      <section className="wiz narrow" aria-label={t("title")}>
        <ol className="stepper">
          <WizardStep
            n={1}
            at={at}
            title={t("step.identity")}
            summary={[made ?? station.identity, siteName].filter(Boolean).join(" · ")}
            change={isMade ? undefined : () => setStep(1)}
          >
            <IdentityStep
              station={station}
              taken={failureOf(create.error).httpStatus === 409 ? failureOf(create.error).message : undefined}
              onSite={setSiteName}
              onNext={(next) => {
                create.reset();
                setStation({ ...station, ...next });
                setStep(2);
              }}
            />
          </WizardStep>
          <WizardStep
            n={2}
            at={at}
            title={t("step.evses")}
            summary={isMade && !create.data ? "" : t("evseSummary", { n: station.evses.length })}
          >
            <EvseStep
              evses={station.evses}
              busy={create.isPending}
              error={create.error && failureOf(create.error).httpStatus !== 409 ? create.error : undefined}
              onChange={(evses) => setStation({ ...station, evses })}
              onBack={() => setStep(1)}
              onCreate={() => create.mutate(toInput(station))}
            />
          </WizardStep>
          <WizardStep n={3} at={at} title={t("step.connect")} summary="">
            {made ? (
              <ConnectStep identity={made} credentials={create.data?.identity === made ? create.data : undefined} />
            ) : null}
          </WizardStep>
        </ol>
        {isMade ? (
          <footer>
            <Button icon="plus" onClick={another}>
              {t("another")}
            </Button>
            <Link className="btn btn--go push" href={`/stations/${encodeURIComponent(made)}`}>
              {t("open", { identity: made })}
            </Link>
          </footer>
        ) : null}
      </section>
    </>
  );
}

function WizardStep({
  n,
  at,
  title,
  summary,
  change,
  children,
}: {
  n: number;
  at: number;
  title: string;
  summary: string;
  change?: (() => void) | undefined;
  children: ReactNode;
}) {
  const t = useTranslations("onboarding");
  const state = n < at ? "done" : n > at ? "todo" : undefined;
  return (
    <li className={state} aria-current={n === at ? "step" : undefined}>
      <span className="no">{state === "done" ? <Icon name="check" /> : n}</span>
      <b className={state === "todo" ? undefined : "strong"}>{title}</b>
      {state === "done" && change ? (
        <button type="button" className="link small" onClick={change}>
          {t("change")}
        </button>
      ) : (
        <span />
      )}
      {state === "done" && summary ? <p>{summary}</p> : null}
      {n === at ? <div className="open">{children}</div> : null}
    </li>
  );
}
