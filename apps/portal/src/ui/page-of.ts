/** A page of a list, by cursor. */
export type PageOf<T> = { items: T[]; nextCursor: string | null };
