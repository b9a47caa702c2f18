import { z } from "zod";

/** How long a caller waits for a command's outcome before it takes the record as it stands. */
export const waiting = z.object({ waitSeconds: z.number().min(0).max(300).optional() });
