"use client";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";

export type LedgerCell = { seqNo: number; mark: "ok" | "missing" | "late" | "twice" | "conflict"; title: string };

const classOf = { ok: "", missing: "miss", late: "late", twice: "dup", conflict: "conflict" };
const ends = 12;
const foldAbove = 240;

/** One cell a sequence number. A long session folds its runs of unremarkable cells. */
export function Ledger({ cells, label }: { cells: LedgerCell[]; label: string }) {
  const t = useTranslations("ledger");
  const [unfolded, setUnfolded] = useState(false);
  const parts = useMemo(
    () => (unfolded || cells.length <= foldAbove ? cells.map((cell) => [cell]) : fold(cells)),
    [cells, unfolded],
  );
  return (
    <ol className="seq" aria-label={label}>
      {parts.map((part) => {
        const first = part[0] as LedgerCell;
        if (part.length === 1)
          return (
            <li key={`${first.seqNo}${first.mark}`} className={classOf[first.mark] || undefined} title={first.title}>
              {first.seqNo}
              {first.mark === "ok" ? null : <span className="vh">, {t(first.mark)}</span>}
            </li>
          );
        return (
          <li key={first.seqNo} className="fold">
            <button type="button" className="link" onClick={() => setUnfolded(true)}>
              {t("fold", { from: first.seqNo, to: part.at(-1)?.seqNo ?? first.seqNo })}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function fold(cells: LedgerCell[]): LedgerCell[][] {
  const out: LedgerCell[][] = [];
  let run: LedgerCell[] = [];
  const flush = () => {
    if (run.length <= ends * 2 + 1) out.push(...run.map((cell) => [cell]));
    else
      out.push(
        ...run.slice(0, ends).map((cell) => [cell]),
        run.slice(ends, -ends),
        ...run.slice(-ends).map((cell) => [cell]),
      );
    run = [];
  };
  for (const cell of cells) {
    if (cell.mark === "ok") run.push(cell);
    else {
      flush();
      out.push([cell]);
    }
  }
  flush();
  return out;
}
