export { type CostsTold, costsTold } from "./costs-told";
export { countSessions, type SessionCounts } from "./count-sessions";
export { getSession, type Register, type SessionDetail } from "./get-session";
export { listSessionEvents, type SessionEvent } from "./list-session-events";
export { listSessionMeterValues, type SessionMeterValue } from "./list-session-meter-values";
export { listSessions, sessionList } from "./list-sessions";
export { type CurvePoint, type SessionCurve, sessionCurve } from "./session-curve";
export { type SessionColumns, type SessionRow, sessionColumns, sessionRows, sessionTables } from "./session-row";
export { sessionsById } from "./sessions-by-id";
