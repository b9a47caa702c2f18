"use client";
import { useTranslations } from "next-intl";
import { DropdownMenu, Dialog as RadixDialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Icon } from "./icon";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
};

/** Asks once; Esc and the ground close it, focus returns to where it was. */
export function Dialog({ open, onOpenChange, title, note, children, footer, wide = false }: DialogProps) {
  const t = useTranslations("ui");
  const [opener] = useState(findOpener);
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="scrim" />
        <RadixDialog.Content
          className={wide ? "dialog dialog--wide" : "dialog"}
          {...(note ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            (opener?.isConnected ? opener : document.getElementById("main"))?.focus();
          }}
        >
          <header>
            <div className="grow">
              <RadixDialog.Title>{title}</RadixDialog.Title>
              {note ? <RadixDialog.Description className="small sub">{note}</RadixDialog.Description> : null}
            </div>
            <RadixDialog.Close className="btn btn--bare btn--icon" aria-label={t("close")}>
              <Icon name="x" />
            </RadixDialog.Close>
          </header>
          <div className="body">{children}</div>
          {footer ? <footer>{footer}</footer> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

// A dialog opened from a menu goes back to what opened the menu: the item is gone by then.
function findOpener(): HTMLElement | null {
  if (typeof document === "undefined") return null;
  const active = document.activeElement as HTMLElement | null;
  const trigger = active?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  return trigger ? document.getElementById(trigger) : active;
}

export function Menu({
  trigger,
  children,
  align = "start",
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="float" sideOffset={6} align={align} collisionPadding={12}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem({
  children,
  onSelect,
  disabled = false,
  asChild = false,
}: {
  children: ReactNode;
  onSelect?: () => void;
  disabled?: boolean;
  asChild?: boolean;
}) {
  return (
    <DropdownMenu.Item className="item" disabled={disabled} asChild={asChild} {...(onSelect ? { onSelect } : {})}>
      {children}
    </DropdownMenu.Item>
  );
}

/** One of several, kept open so that more can be chosen. */
export function MenuCheck({
  children,
  checked,
  onChange,
  radio = false,
  stay = !radio,
  disabled = false,
}: {
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** One of several. */
  radio?: boolean;
  /** Whether the menu stays open, to choose more or to look. */
  stay?: boolean;
  disabled?: boolean;
}) {
  return (
    <DropdownMenu.CheckboxItem
      className="item"
      {...(radio ? { role: "menuitemradio" } : {})}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      onSelect={(event) => {
        if (stay) event.preventDefault();
      }}
    >
      <span className="mark">
        <DropdownMenu.ItemIndicator>
          <Icon name="check" />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="label">{children}</DropdownMenu.Label>
);
export const MenuRule = () => <DropdownMenu.Separator />;
