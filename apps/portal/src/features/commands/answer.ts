const good = new Set([
  ...["Accepted", "Scheduled", "AcceptedCanceled", "Unlocked", "RebootRequired", "OK"],
  ...["Unpublished", "EmptyResultSet"],
]);

export type VariableResult = {
  attributeStatus: string;
  attributeType?: string;
  attributeValue?: string;
  attributeStatusInfo?: { reasonCode: string; additionalInfo?: string };
  component: { name: string; instance?: string; evse?: { id: number; connectorId?: number } };
  variable: { name: string; instance?: string };
};

/** Of SetVariables and GetVariables, which have no status of their own. */
export function variableResults(response: unknown): VariableResult[] {
  const { setVariableResult, getVariableResult } = (response ?? {}) as Record<string, VariableResult[] | undefined>;
  return setVariableResult ?? getVariableResult ?? [];
}

/** The status word of a response, when it has one; of several variables the first that was refused speaks for all. */
export function answerWord(response: unknown): string | undefined {
  const status = (response as { status?: unknown } | null)?.status;
  if (typeof status === "string") return status;
  const words = variableResults(response).map(({ attributeStatus }) => attributeStatus);
  return words.find((word) => !good.has(word)) ?? words.find((word) => word !== "Accepted") ?? words[0];
}

export const isGoodAnswer = (word: string) => good.has(word);

/** What a station said to each value it was to set, counted by word. */
export function setAnswers(response: unknown): [status: string, count: number][] {
  const results = (response as { setVariableResult?: { attributeStatus: string }[] } | null)?.setVariableResult ?? [];
  const counts = new Map<string, number>();
  for (const { attributeStatus } of results) counts.set(attributeStatus, (counts.get(attributeStatus) ?? 0) + 1);
  return [...counts];
}

export const isRefusal = (response: unknown) => {
  const word = answerWord(response);
  return word !== undefined && !isGoodAnswer(word);
};
