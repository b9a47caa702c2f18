import { TRPCError } from "@trpc/server";
import { createContext } from "./context";
import { failureOf } from "./errors";
import { problem } from "./http/problem";
import { createCaller } from "./root";
import { sendFile } from "./send-file";

/** A report's file for whoever is signed in. */
export async function answerReportFile(request: Request, id: string): Promise<Response> {
  try {
    const caller = createCaller(await createContext(request.headers));
    return await sendFile(await caller.reports.file({ id }));
  } catch (error) {
    const told = error instanceof TRPCError ? error : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error });
    return problem(failureOf(told));
  }
}
