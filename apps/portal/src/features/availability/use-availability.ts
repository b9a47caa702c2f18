"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import type { Availability } from "./availability";

export const useAvailability = (identity: string): Availability | undefined =>
  useQuery(useTRPC().availability.get.queryOptions({ identity })).data;
