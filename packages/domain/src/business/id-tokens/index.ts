export { idTokenInput, putToken } from "./put-token";
