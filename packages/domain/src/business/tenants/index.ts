export { type CreatedTenant, createTenant } from "./create-tenant";
export { getTenant } from "./get-tenant";
export { countTenants, figuresOf, listTenants, type TenantFigures } from "./list-tenants";
export { suggestSlugs } from "./suggest-slugs";
export {
  newTenant,
  personName,
  slug as tenantSlug,
  type Tenant,
  tenantBySlug,
  tenantSettings,
  timeZone as ianaTimeZone,
} from "./tenant";
export { updateTenant } from "./update-tenant";
