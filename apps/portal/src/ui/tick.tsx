"use client";
import { Switch as RadixSwitch } from "radix-ui";
import { type ReactNode, useId } from "react";

type Props = {
  label: ReactNode;
  note?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
};

export function Switch({ label, note, checked, onChange, disabled = false }: Props) {
  const id = useId();
  return (
    <label className="tick" htmlFor={id}>
      <RadixSwitch.Root id={id} className="switch" checked={checked} onCheckedChange={onChange} disabled={disabled} />
      <span>
        {label}
        {note ? <small>{note}</small> : null}
      </span>
    </label>
  );
}
