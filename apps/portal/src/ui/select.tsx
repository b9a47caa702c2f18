"use client";
import { Select as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { FieldFrame } from "./field";
import { Icon } from "./icon";

export type Option<T extends string> = { value: T; label: ReactNode; note?: string };

type Props<T extends string> = {
  label: ReactNode;
  value: T | undefined;
  options: Option<T>[];
  onChange: (value: T) => void;
  placeholder?: string;
  help?: ReactNode;
  error?: ReactNode;
  disabled?: boolean;
};

export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  placeholder,
  help,
  error,
  disabled = false,
}: Props<T>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <Radix.Root value={value ?? ""} onValueChange={(next) => onChange(next as T)} disabled={disabled}>
        <Radix.Trigger
          id={id}
          className="pick"
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? `${id}-help` : undefined}
        >
          <span>
            <Radix.Value placeholder={placeholder} />
          </span>
          <Icon name="down" size="s" />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            className="float"
            position="popper"
            sideOffset={4}
            style={{ minWidth: "var(--radix-select-trigger-width)" }}
          >
            <Radix.Viewport>
              {options.map((option) => (
                <Radix.Item key={option.value} value={option.value} className="item">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.note ? <small>{option.note}</small> : null}
                  <Radix.ItemIndicator className="push">
                    <Icon name="check" size="s" />
                  </Radix.ItemIndicator>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </FieldFrame>
  );
}
