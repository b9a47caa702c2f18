import { dehydrate, HydrationBoundary, type QueryKey } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache, type ReactNode } from "react";
import { createContext } from "@/server/context";
import { appRouter } from "@/server/root";
import { createQueryClient } from "./query-client";

const queryClientOfRequest = cache(createQueryClient);

/** The same queries as in the browser, asked on the server without a round trip. */
export const serverTrpc = createTRPCOptionsProxy({
  ctx: createContext,
  router: appRouter,
  queryClient: queryClientOfRequest,
});

/** The same procedures called directly, for what is more than one query. */
export const serverCaller = cache(async () => appRouter.createCaller(await createContext()));

type Query = Parameters<ReturnType<typeof createQueryClient>["prefetchQuery"]>[0];
type InfiniteQuery = Parameters<ReturnType<typeof createQueryClient>["prefetchInfiniteQuery"]>[0];

/** Asks ahead what the page shows first. A failure is left to the browser, which asks again and shows it in place. */
export async function prefetch(queries: unknown[], lists: unknown[] = []): Promise<void> {
  const client = queryClientOfRequest();
  await Promise.all([
    ...queries.map((query) => client.prefetchQuery(query as Query)),
    ...lists.map((list) => client.prefetchInfiniteQuery(list as InfiniteQuery)),
  ]);
}

/** Whether what was asked ahead is not there, or not theirs. */
export function isMissing({ queryKey }: { queryKey: QueryKey }): boolean {
  const error = queryClientOfRequest().getQueryState(queryKey)?.error;
  return error instanceof TRPCError && error.code === "NOT_FOUND";
}

export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClientOfRequest())}>{children}</HydrationBoundary>;
}
