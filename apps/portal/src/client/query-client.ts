import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import superjson from "superjson";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Live changes say when data is old; the clock is only the net under them.
        staleTime: 30_000,
        // A page waits for the server, so there a failure is told at once.
        retry: (failures, error) => typeof window !== "undefined" && failures < 2 && !isFinal(error),
      },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query),
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

// What will be refused again is not asked again.
const finals = new Set([400, 401, 403, 404, 409, 412, 422]);

function isFinal(error: unknown): boolean {
  return error instanceof TRPCClientError && finals.has(error.data?.httpStatus);
}
