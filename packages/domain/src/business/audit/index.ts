export { note } from "./note";
