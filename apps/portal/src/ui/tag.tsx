import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";

export type Tone = "plain" | "good" | "warn" | "bad" | "info";

export function Tag({
  tone = "plain",
  icon,
  children,
  title,
}: {
  tone?: Tone;
  icon?: IconName | undefined;
  children: ReactNode;
  title?: string | undefined;
}) {
  return (
    <span className={tone === "plain" ? "tag" : `tag tag--${tone}`} title={title}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  );
}
