/** Enough of a long id to recognise it; the whole stands in the title. */
export const shortId = (id: string): string => (id.length > 16 ? `${id.slice(0, 8)}…` : id);
