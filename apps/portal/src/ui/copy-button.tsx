"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";

/** Copies and says so; where the clipboard is closed (plain http), a hidden field does it. */
export function CopyButton({
  text,
  label,
  iconOnly = false,
  size = "s",
}: {
  text: string;
  label?: string;
  iconOnly?: boolean;
  size?: "s" | "m";
}) {
  const t = useTranslations("ui");
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1600);
    return () => clearTimeout(timer);
  }, [done]);
  const words = done ? t("copied") : (label ?? t("copy"));
  return (
    <Button
      size={size}
      icon={done ? "check" : "copy"}
      iconOnly={iconOnly}
      {...(iconOnly ? { "aria-label": words } : {})}
      aria-live="polite"
      onClick={async (event) => {
        event.stopPropagation();
        setDone(await copy(text));
      }}
    >
      {words}
    </Button>
  );
}

export async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
