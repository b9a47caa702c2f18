export { aDatabase, type TestDatabase } from "./a-database";
export { aRoom, type RoomStation, type RoomTenant } from "./a-room";
