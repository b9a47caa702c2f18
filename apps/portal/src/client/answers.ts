import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";

/** What each procedure answers: `Answers["firmware"]["jobs"]`. */
export type Answers = inferRouterOutputs<AppRouter>;
