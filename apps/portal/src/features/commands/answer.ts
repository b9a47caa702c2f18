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

export const isRefusal = (response: unknown) => {
  const word = answerWord(response);
  return word !== undefined && !isGoodAnswer(word);
};
