import type { ComponentProps, ReactNode } from "react";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={className ? `card ${className}` : "card"} {...rest} />;
}

export function CardHead({ title, note, children }: { title: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <div className="card__head">
      <h2>{title}</h2>
      {note ? <span className="small dim">{note}</span> : null}
      {children ? <div className="push row row--wrap">{children}</div> : null}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={className ? `card__body ${className}` : "card__body"} {...rest} />;
}

/** One figure with what it counts and where it comes from. */
export function Figure({
  label,
  value,
  unit,
  note,
  title,
}: {
  label?: ReactNode;
  title?: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className="fig">
      {title ? <h2>{title}</h2> : null}
      {label ? <span>{label}</span> : null}
      <b>
        {value} {unit ? <small>{unit}</small> : null}
      </b>
      {note ? <span className="small dim">{note}</span> : null}
    </div>
  );
}
