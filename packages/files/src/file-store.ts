import type { Readable } from "node:stream";

/** Every file belongs to a tenant; `name` is a path of plain words below it, such as `reports/0199….csv`. */
export interface FileKey {
  tenantId: string;
  name: string;
}

export interface StoredFile {
  bytes: number;
  storedAt: Date;
}

export interface FileStore {
  /** The file is there whole or not at all; one of the same key is replaced. */
  put(key: FileKey, content: AsyncIterable<Uint8Array | string> | Uint8Array | string): Promise<StoredFile>;
  /** Undefined when there is none. Who takes the stream reads or destroys it. */
  get(key: FileKey): Promise<(StoredFile & { stream: Readable }) | undefined>;
  stat(key: FileKey): Promise<StoredFile | undefined>;
  /** Whether there was one. */
  delete(key: FileKey): Promise<boolean>;
}
