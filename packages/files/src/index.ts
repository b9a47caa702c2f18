export { createFileStore } from "./create-file-store";
export type { FileKey, FileStore, StoredFile } from "./file-store";
export { BadFileKeyError } from "./path-of";
