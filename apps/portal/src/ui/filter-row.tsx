import type { ReactNode } from "react";
import { ClearFilters } from "./filter-chip";

type Props = {
  label: string;
  children: ReactNode;
  /** Given while something is filtered. */
  onClear?: (() => void) | undefined;
  /** At the end of the row: columns, CSV. */
  tools?: ReactNode;
};

/** What a list is narrowed by, and what else can be done with it. */
export function FilterRow({ label, children, onClear, tools }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of filters is no form field set
    <div className="row row--wrap" role="group" aria-label={label}>
      {children}
      {onClear ? <ClearFilters onClear={onClear} /> : null}
      {tools ? <div className="push row row--wrap">{tools}</div> : null}
    </div>
  );
}
