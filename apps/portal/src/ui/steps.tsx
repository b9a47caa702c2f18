import type { ReactNode } from "react";
import { Icon } from "./icon";

export type Step = {
  id: string;
  state: "done" | "waiting" | "todo" | "warn" | "bad";
  title: ReactNode;
  time?: ReactNode;
  note?: ReactNode;
};

/** What happened one after the other, with times; what is waited for turns. */
export function Steps({ steps, live = false }: { steps: Step[]; live?: boolean }) {
  return (
    <ol className="steps" aria-live={live ? "polite" : undefined}>
      {steps.map((step) => (
        <li key={step.id} className={step.state === "todo" ? "todo" : undefined}>
          <span className={dotOf[step.state]}>
            {step.state === "done" ? <Icon name="check" /> : null}
            {step.state === "bad" ? <Icon name="x" /> : null}
            {step.state === "warn" ? <Icon name="minus" /> : null}
            {step.state === "waiting" ? <span className="spin" /> : null}
          </span>
          <b className="strong">{step.title}</b>
          {step.time ? <time>{step.time}</time> : <span />}
          {step.note ? <p>{step.note}</p> : null}
        </li>
      ))}
    </ol>
  );
}

const dotOf = {
  done: "dot",
  waiting: "dot dot--wait",
  todo: "dot dot--off",
  warn: "dot dot--warn",
  bad: "dot dot--bad",
};
