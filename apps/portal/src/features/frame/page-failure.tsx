"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { Card, CardBody } from "@/ui/card";
import { Notice } from "@/ui/notice";

/** A page that broke while it was drawn: what to do, and a code for support. */
export function PageFailure({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("failure");
  const digest = error instanceof Error ? (error as Error & { digest?: string }).digest : undefined;
  return (
    <Card>
      <CardBody>
        <Notice
          tone="bad"
          title={t("page")}
          action={
            <Button size="s" icon="redo" onClick={retry}>
              {t("retry")}
            </Button>
          }
        >
          <p>{t("pageNext")}</p>
          {digest ? <p className="dim small">{t("code", { code: digest })}</p> : null}
        </Notice>
      </CardBody>
    </Card>
  );
}
