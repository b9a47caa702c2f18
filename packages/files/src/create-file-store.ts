import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileStore } from "./file-store";
import { folderStore } from "./folder-store";

/** `file:/var/lib/stationmaster/files`, or `file:files` below the working folder. */
export function createFileStore(location: string): FileStore {
  if (location.startsWith("file://")) return folderStore(fileURLToPath(location));
  if (location.startsWith("file:")) return folderStore(absolute(location.slice("file:".length)));
  if (location.startsWith("s3:")) {
    throw new Error("FILE_STORE names an S3 bucket: S3 is not supported yet, use file:/some/folder");
  }
  throw new Error(`FILE_STORE is not understood (${JSON.stringify(location)}): use file:/some/folder`);
}

function absolute(path: string): string {
  if (path === "") throw new Error("FILE_STORE names no folder: use file:/some/folder");
  return isAbsolute(path) ? path : resolve(path);
}
