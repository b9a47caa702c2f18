/** Whom the generator plays, and where. */
export type Target = {
  url: string;
  stations: { tenant: string; identity: string }[];
  password: string;
};
