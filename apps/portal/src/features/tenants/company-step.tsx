"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { DescriptionFields, isFaulty } from "./description-fields";
import { slugOf } from "./slug";
import { SlugField } from "./slug-field";
import type { Draft } from "./tenant-wizard";
import { useSlugCheck } from "./use-slug-check";

type Props = { draft: Draft; taken: string | undefined; onDraft: (draft: Draft) => void; onNext: () => void };

export function CompanyStep({ draft, taken, onDraft, onNext }: Props) {
  const t = useTranslations("tenants");
  const [isTold, setTold] = useState(false);
  const check = useSlugCheck(draft.slug, taken);

  // The browser's own place is the likeliest; known only here, not on the server.
  useEffect(() => {
    if (draft.timeZone === "") onDraft({ ...draft, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }, [draft, onDraft]);

  return (
    <form
      noValidate
      className="stack stack--4"
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (!isFaulty(draft) && check.state === "free") onNext();
      }}
    >
      <Input
        label={t("description.name")}
        error={isTold && draft.name.trim() === "" ? t("description.fault.name") : undefined}
        value={draft.name}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => {
          const name = event.target.value;
          // The short name follows the name until it is written by hand.
          const follows = draft.slug === slugOf(draft.name);
          onDraft({ ...draft, name, ...(follows ? { slug: slugOf(name) } : {}) });
        }}
      />
      <SlugField value={draft.slug} check={check} told={isTold} onChange={(slug) => onDraft({ ...draft, slug })} />
      <DescriptionFields
        withName={false}
        value={draft}
        told={isTold}
        onChange={(next) => onDraft({ ...draft, ...next })}
      />
      <div className="row row--wrap">
        <Button look="go" type="submit" busy={isTold && check.state === "checking"}>
          {t("wizard.continue")}
        </Button>
      </div>
    </form>
  );
}
