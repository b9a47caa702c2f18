"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { CompanyStep } from "./company-step";
import type { Description } from "./description-fields";
import { OperatorStep } from "./operator-step";
import { TenantCredentials } from "./tenant-credentials";

export type Draft = Description & { slug: string; email: string; operator: string };
export const emptyDraft: Draft = {
  name: "",
  slug: "",
  country: "",
  currency: "EUR",
  timeZone: "",
  email: "",
  operator: "",
};

type Props = { draft: Draft; onDraft: (draft: Draft) => void; onClose: () => void };

/** Company, first operator, and what they sign in with: shown once, so the last step waits until it is kept. */
export function TenantWizard({ draft, onDraft, onClose }: Props) {
  const t = useTranslations("tenants.wizard");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const box = useRef<HTMLElement>(null);
  const [step, setStep] = useState<1 | 2>(1);
  const create = useMutation(
    trpc.tenants.create.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: trpc.tenants.list.pathKey() });
        void client.invalidateQueries({ queryKey: trpc.me.counts.queryKey() });
      },
      // Somebody was faster with the short name: back to where it is written.
      onError: (error) => failureOf(error).httpStatus === 409 && setStep(1),
    }),
  );
  const made = create.data;
  const at = made ? 3 : step;
  const taken = failureOf(create.error).httpStatus === 409 ? create.variables?.slug : undefined;

  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);

  const make = () => {
    const { name, slug, country, currency, timeZone, email, operator } = draft;
    create.mutate({
      ...{ name: name.trim(), slug, country, currency, timeZone },
      ...(email.trim() ? { operator: { email: email.trim(), name: operator.trim() } } : {}),
    });
  };
  const close = () => {
    if (made) onDraft(emptyDraft);
    onClose();
  };

  return (
    <section
      ref={box}
      className="wiz wiz--beside"
      aria-label={t("title")}
      tabIndex={-1}
      onKeyDown={(event) => {
        // What is shown once is not closed by a slip of a finger.
        if (event.key === "Escape" && !event.defaultPrevented && !made) close();
      }}
    >
      <header>
        <h2>{t("title")}</h2>
        {made ? null : (
          <Button look="bare" icon="x" iconOnly className="push" aria-label={ui("close")} onClick={close} />
        )}
      </header>
      <ol className="stepper">
        <Step
          n={1}
          at={at}
          title={t("company")}
          summary={`${draft.name.trim()} · ${draft.slug} · ${draft.currency} · ${draft.timeZone}`}
          change={made ? undefined : () => setStep(1)}
        >
          <CompanyStep draft={draft} taken={taken} onDraft={onDraft} onNext={() => setStep(2)} />
        </Step>
        <Step n={2} at={at} title={t("operator")} summary={draft.email.trim() || t("noOperator")} change={undefined}>
          <OperatorStep
            draft={draft}
            busy={create.isPending}
            error={taken ? undefined : create.error}
            onDraft={onDraft}
            onBack={() => setStep(1)}
            onMake={make}
          />
        </Step>
        <Step n={3} at={at} title={t("credentials")} summary="" change={undefined}>
          {made ? <TenantCredentials made={made} email={draft.email.trim()} /> : null}
        </Step>
      </ol>
      {made ? (
        <footer>
          <Button look="go" onClick={close}>
            {t("kept")}
          </Button>
        </footer>
      ) : null}
    </section>
  );
}

type StepProps = {
  n: number;
  at: number;
  title: string;
  summary: string;
  change: (() => void) | undefined;
  children: ReactNode;
};

function Step({ n, at, title, summary, change, children }: StepProps) {
  const t = useTranslations("tenants.wizard");
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
