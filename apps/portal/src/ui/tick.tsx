"use client";
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from "radix-ui";
import { type ReactNode, useId } from "react";
import { Icon } from "./icon";

type Props = {
  label: ReactNode;
  note?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
};

export function Checkbox({ label, note, checked, onChange, disabled = false }: Props) {
  const id = useId();
  return (
    <label className="tick" htmlFor={id}>
      <RadixCheckbox.Root
        id={id}
        className="check"
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled}
      >
        <RadixCheckbox.Indicator>
          <Icon name="check" />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <span>
        {label}
        {note ? <small>{note}</small> : null}
      </span>
    </label>
  );
}

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
