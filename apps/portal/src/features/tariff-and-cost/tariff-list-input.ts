/** The same input in the browser and on the server, so that the first rows come with the page. */
export const tariffInput = (search: string | undefined) => ({ limit: 50, search });
