export { createApiKey, newApiKey } from "./create-api-key";
export { type FoundKey, findApiKey } from "./find-api-key";
export { type ApiKeyRow, listApiKeys } from "./list-api-keys";
export { revokeApiKey } from "./revoke-api-key";
