"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import { isThere } from "./onboarding";

/** Live, and asked again now and then: time alone may end what is waited for. */
export const useOnboarding = (identity: string) =>
  useQuery(
    useTRPC().onboarding.get.queryOptions(
      { identity },
      { refetchInterval: ({ state }) => (state.data && isThere(state.data) ? false : 3000) },
    ),
  );
