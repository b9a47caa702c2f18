import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";

type Tone = "plain" | "bad" | "warn" | "info" | "good" | "off";

const iconOf: Record<Tone, IconName> = {
  plain: "info",
  bad: "warn",
  warn: "warn",
  info: "info",
  good: "check",
  off: "cutoff",
};

/** What happened, what it means, what to do. */
export function Notice({
  tone = "plain",
  title,
  children,
  action,
}: {
  tone?: Tone;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={tone === "plain" ? "notice" : `notice notice--${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <Icon name={iconOf[tone]} />
      <div className="grow">
        <p>
          <b>{title}</b>
        </p>
        {children}
      </div>
      {action}
    </div>
  );
}

/** What this place is for, and the button that starts it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <b>{title}</b>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}
