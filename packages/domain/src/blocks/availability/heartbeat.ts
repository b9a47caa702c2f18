import { definePulse } from "../../kernel";

/** G02: the time, at once. That the station was heard is noted in batches off the answer's path. */
export const heartbeat = definePulse("Heartbeat", (now) => ({ currentTime: now.toISOString() }));
