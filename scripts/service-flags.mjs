/**
 * How Node.js runs the services that answer many at once. What a message or a request leaves behind is gone in milliseconds; where
 * short-lived objects have little room (MiB), much of it is taken for old.
 */
export const serviceFlags = ["--enable-source-maps", "--max-semi-space-size=64"];
