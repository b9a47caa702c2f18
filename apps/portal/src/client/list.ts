import { infiniteQueryOptions } from "@tanstack/react-query";
import type { PageOf } from "@/ui/page-of";

/**
 * A list that is read page by page. tRPC's own options write `direction` into the input and leave it out of the key,
 * while our lists are sorted by a `direction`: so the key is made here, in tRPC's shape.
 */
export function listOptions<Input extends object, Page extends PageOf<unknown>>(
  path: `${string}.${string}`,
  input: Input,
  ask: (input: Input & { cursor: string | null }, signal: AbortSignal) => Promise<Page>,
) {
  return infiniteQueryOptions({
    queryKey: [path.split("."), { input, type: "infinite" }] as const,
    queryFn: ({ pageParam, signal }) => ask({ ...input, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
