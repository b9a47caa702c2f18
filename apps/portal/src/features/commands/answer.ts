const good = new Set([
  ...["Accepted", "Scheduled", "AcceptedCanceled", "Unlocked", "RebootRequired", "OK"],
  ...["Unpublished", "EmptyResultSet"],
]);

/** The status word of a response, when it has one. */
export function answerWord(response: unknown): string | undefined {
  const status = (response as { status?: unknown } | null)?.status;
  return typeof status === "string" ? status : undefined;
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
