import { env } from "../../server/env";

/** Where people find the portal: next-auth names its own pages by it. */
export const publicOrigin = (): string => new URL(env().PUBLIC_URL).origin;
