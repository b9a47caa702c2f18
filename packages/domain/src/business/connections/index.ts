// Connections: which socket speaks for a station, since when, and what is known of it meanwhile.
export { type Admission, type AdmittedStation, admitStations, type Caller } from "./admit-stations";
export { type ClosedConnection, closeConnections } from "./close-connections";
export { keepRejected, type RejectedMessage } from "./keep-rejected";
export { markLostStations } from "./mark-lost-stations";
export { notePresence, type Seen } from "./note-presence";
export { putBackCommand, putBackUnknownClaims } from "./put-back-command";
export { type HeldState, type HeldStation, readHeld } from "./read-held";
export { readStanding } from "./registration";
export { takeInStation } from "./take-in-station";
export { type ConnectionTenant, tenantIds, tenantOfSlug, tenantsById } from "./tenant-of-slug";
export { wasAskedFor } from "./was-asked-for";
export { type Exchange, writeExchanges } from "./write-exchanges";
