"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { Button } from "@/ui/button";
import { CardBody } from "@/ui/card";
import { Tag } from "@/ui/tag";

type Form = { isChanged: boolean; isSaved: boolean; isSaving: boolean; error: unknown; undo: () => void };

/** Save and undo; why nothing can be saved stands beside. */
export function SaveBar({ form, isFaulty = false }: { form: Form; isFaulty?: boolean }) {
  const t = useTranslations("settings");
  return (
    <>
      {form.error ? (
        <CardBody>
          <Failure error={form.error} />
        </CardBody>
      ) : null}
      <div className="card__foot">
        <Button look="go" type="submit" busy={form.isSaving} disabled={!form.isChanged || isFaulty}>
          {t("save")}
        </Button>
        {form.isChanged ? <Button onClick={form.undo}>{t("undo")}</Button> : null}
        <span role="status" className="small">
          {form.isSaved ? (
            <Tag tone="good" icon="check">
              {t("saved")}
            </Tag>
          ) : isFaulty ? (
            t("faulty")
          ) : form.isChanged ? null : (
            t("unchanged")
          )}
        </span>
      </div>
    </>
  );
}
