export const bulkHref = (id: string) => `/bulk-commands/${id}`;
