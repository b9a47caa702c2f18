import { oncePerProcess } from "@stationmaster/runtime";

type Round = { answer: Promise<unknown>; next?: Promise<unknown> };

const rounds = () => oncePerProcess("portal asked together", () => new Map<string, Round>());

/** One answer for all who ask while an older one is on its way: made after they asked, so nobody is told what held before. */
export function askedTogether<T>(key: string, make: () => Promise<T>): Promise<T> {
  const round = rounds().get(key);
  if (!round) return begin(key, make);
  round.next ??= round.answer.then(nothing, nothing).then(() => begin(key, make));
  return round.next as Promise<T>;
}

function begin<T>(key: string, make: () => Promise<T>): Promise<T> {
  const answer = make();
  const round: Round = { answer };
  rounds().set(key, round);
  const over = () => {
    if (!round.next) rounds().delete(key);
  };
  answer.then(over, over);
  return answer;
}

const nothing = () => undefined;
