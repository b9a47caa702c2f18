export * from "./blocks";
// The sockets need no other business: screens and the API import theirs by room.
export * from "./business/connections";
export * from "./kernel";
