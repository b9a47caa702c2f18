/** As the server has it: part of every station's address. */
export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{1,39}$/.test(text);

/** A short name out of a company's name, as a person would write it. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll("ß", "ss")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
