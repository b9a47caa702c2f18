import { cache } from "react";
import { currentUser } from "@/server/auth";
import { createContext } from "@/server/context";
import { appRouter } from "@/server/root";
import type { Me } from "./me";

/** Who is signed in, once a request; null when nobody is. */
export const readMe = cache(async (): Promise<Me | null> => {
  if (!(await currentUser())) return null;
  return appRouter.createCaller(await createContext()).me.get();
});
