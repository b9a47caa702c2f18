/**
 * How Node.js runs the OCPP server. What a message leaves behind is gone in milliseconds; where short-lived objects have little room
 * (MiB), much of it is taken for old.
 */
export const ocppServerFlags = ["--enable-source-maps", "--max-semi-space-size=64"];
