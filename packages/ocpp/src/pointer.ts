/** One step further along a JSON pointer (RFC 6901). */
export const pointer = (path: string, step: string | number) =>
  `${path}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`;
