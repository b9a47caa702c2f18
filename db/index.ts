export {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  notExists,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
export { type Connection, connect, type Database, type Sql } from "./connect";
export { platformSchemas, platformTables } from "./platform-tables";
export { type Role, roleName, roleUrl } from "./roles";
export * from "./schema";
export { type IngestTransaction, type TenantTransaction, withTenant, withTenants } from "./with-tenant";
