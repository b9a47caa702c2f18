"use client";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";

type Look = {
  look?: "plain" | "go" | "stop" | "bad" | "bare";
  size?: "s" | "m";
  icon?: IconName | undefined;
  /** Only the icon is seen; then `aria-label` names it. */
  iconOnly?: boolean;
};

function classes({ look = "plain", size = "m", iconOnly = false }: Look, more = "") {
  return [
    "btn",
    look === "plain" ? "" : `btn--${look}`,
    size === "s" ? "btn--s" : "",
    iconOnly ? "btn--icon" : "",
    more,
  ]
    .filter(Boolean)
    .join(" ");
}

function inside({ icon, size = "m", iconOnly }: Look, busy: boolean, children: ReactNode) {
  return (
    <>
      {busy ? <span className="spin" aria-hidden="true" /> : icon ? <Icon name={icon} size={size} /> : null}
      {iconOnly ? null : children}
    </>
  );
}

export function Button({
  look = "plain",
  size = "m",
  icon,
  iconOnly = false,
  busy = false,
  className,
  children,
  type = "button",
  disabled,
  ...rest
}: Look & { busy?: boolean } & ComponentProps<"button">) {
  return (
    <button
      type={type}
      className={classes({ look, size, iconOnly }, className)}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      {...rest}
    >
      {inside({ icon, size, iconOnly }, busy, children)}
    </button>
  );
}

export function LinkButton({
  look = "plain",
  size = "m",
  icon,
  iconOnly = false,
  className,
  children,
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return (
    <Link className={classes({ look, size, iconOnly }, className)} {...rest}>
      {inside({ icon, size, iconOnly }, false, children)}
    </Link>
  );
}
