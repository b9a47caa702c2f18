"use client";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon } from "./icon";

type Around = { label: ReactNode; help?: ReactNode; error?: ReactNode; unit?: ReactNode; aside?: ReactNode };

export function FieldFrame({
  id,
  label,
  help,
  error,
  aside,
  children,
}: Omit<Around, "unit"> & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      {aside ? (
        <div className="row between">
          <label htmlFor={id}>{label}</label>
          {aside}
        </div>
      ) : (
        <label htmlFor={id}>{label}</label>
      )}
      {children}
      {error ? (
        <span className="wrong" id={`${id}-help`}>
          <Icon name="warn" size="s" />
          <span>{error}</span>
        </span>
      ) : help ? (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      ) : null}
    </div>
  );
}

/** Label above, help below; an error takes the place of the help. */
export function Input({ label, help, error, unit, aside, className, ...rest }: Around & ComponentProps<"input">) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <FieldFrame id={id} label={label} help={help} error={error} aside={aside}>
      <div className={error ? "input input--bad" : "input"}>
        <input
          {...rest}
          id={id}
          className={className}
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? `${id}-help` : undefined}
        />
        {unit ? <span className="unit">{unit}</span> : null}
      </div>
    </FieldFrame>
  );
}

export function TextArea({ label, help, error, aside, ...rest }: Omit<Around, "unit"> & ComponentProps<"textarea">) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <FieldFrame id={id} label={label} help={help} error={error} aside={aside}>
      <div className={error ? "input input--bad" : "input"}>
        <textarea
          {...rest}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? `${id}-help` : undefined}
        />
      </div>
    </FieldFrame>
  );
}
