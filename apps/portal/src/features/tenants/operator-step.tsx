"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import type { Draft } from "./tenant-wizard";

type Props = {
  draft: Draft;
  busy: boolean;
  error: unknown;
  onDraft: (draft: Draft) => void;
  onBack: () => void;
  onMake: () => void;
};

/** Who signs in first. Nobody has to: the tenant's key is enough for programs. */
export function OperatorStep({ draft, busy, error, onDraft, onBack, onMake }: Props) {
  const t = useTranslations("tenants.wizard");
  const [isTold, setTold] = useState(false);
  const email = draft.email.trim();
  const operator = draft.operator.trim();
  const wantsOne = email !== "" || operator !== "";
  const isMail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  return (
    <form
      noValidate
      className="stack stack--4"
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (!wantsOne || (isMail && operator !== "")) onMake();
      }}
    >
      <p className="sub">{t("operatorNote")}</p>
      <Input
        label={t("email")}
        error={isTold && wantsOne && !isMail ? t("emailWrong") : undefined}
        type="email"
        value={draft.email}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onDraft({ ...draft, email: event.target.value })}
      />
      <Input
        label={t("operatorName")}
        error={isTold && wantsOne && operator === "" ? t("operatorNameMissing") : undefined}
        value={draft.operator}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => onDraft({ ...draft, operator: event.target.value })}
      />
      {error ? <Failure error={error} /> : null}
      <div className="row row--wrap">
        <Button onClick={onBack}>{t("back")}</Button>
        <Button look="go" type="submit" busy={busy}>
          {t(wantsOne ? "make" : "makeAlone")}
        </Button>
      </div>
    </form>
  );
}
