"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Failure } from "@/client/failure";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import { Icon } from "@/ui/icon";
import { Menu, MenuItem, MenuRule } from "@/ui/overlay";
import type { Reach } from "./selection";

const first = [
  { action: "Reset", icon: "redo" },
  { action: "ChangeAvailability", icon: "lock" },
  { action: "TriggerMessage", icon: "msg" },
] as const;
const more = ["ClearCache", "GetBaseReport", "UnlockConnector"] as const;

type Props = {
  reach: Reach;
  /** How many there are of a filter that was chosen as a whole. */
  total: number | undefined;
  isLoading: boolean;
  error: unknown;
  /** Undefined: any command. */
  onAction: (action: string | undefined) => void;
  onClear: () => void;
};

/** Appears with the first selection, says what it will hit; Esc clears. */
export function BulkBar({ reach, total, isLoading, error, onAction, onClear }: Props) {
  const t = useTranslations("bulk");
  const format = useFormat();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // What lies above the list closes first.
      const isElsewhere = (event.target as HTMLElement).closest(".drawer, .dialog, .float, input, textarea");
      if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere) onClear();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onClear]);
  if (error) return <Failure error={error} />;
  return (
    <div className="bulk" role="toolbar" aria-label={t("for")}>
      <span aria-live="polite">
        <b className="strong">{isLoading ? t("selecting") : t("selected", { n: reach.count })}</b>{" "}
        <small>
          {total !== undefined && total > reach.count
            ? t("notAll", { n: format.number(reach.count), total: format.number(total) })
            : [
                reach.chargingCount > 0 ? t("charging", { n: reach.chargingCount, cars: reach.carCount }) : "",
                reach.offlineCount > 0 ? t("offline", { n: reach.offlineCount }) : "",
              ]
                .filter(Boolean)
                .join(" · ")}
        </small>
      </span>
      <span className="push row row--wrap">
        {first.map(({ action, icon }) => (
          <Button key={action} size="s" icon={icon} disabled={isLoading} onClick={() => onAction(action)}>
            {t(`do.${action}`)}
          </Button>
        ))}
        <Menu
          align="end"
          trigger={
            <button type="button" className="btn btn--s" disabled={isLoading}>
              {t("more")} <Icon name="down" size="s" />
            </button>
          }
        >
          {more.map((action) => (
            <MenuItem key={action} onSelect={() => onAction(action)}>
              {t(`do.${action}`)}
            </MenuItem>
          ))}
          <MenuRule />
          <MenuItem onSelect={() => onAction(undefined)}>{t("any")}</MenuItem>
        </Menu>
        <Button size="s" look="bare" icon="x" iconOnly aria-label={t("clear")} onClick={onClear} />
      </span>
    </div>
  );
}
