export { aDatabase, type TestDatabase } from "./a-database";
export { aRoom, type RoomStation, type RoomTenant } from "./a-room";
export { aServer, type TestServer } from "./a-server";
export { aStation, aTenant, type TestStation, type TestTenant } from "./a-tenant";
