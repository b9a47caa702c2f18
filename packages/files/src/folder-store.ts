import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { FileStore, StoredFile } from "./file-store";
import { pathOf } from "./path-of";

export function folderStore(root: string): FileStore {
  return {
    async put(key, content) {
      const path = pathOf(root, key);
      await mkdir(dirname(path), { recursive: true, mode: 0o750 });
      const part = `${path}.${randomUUID()}.part`;
      try {
        await write(part, content);
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
      await keepName(dirname(path));
      return storedFile(await stat(path));
    },

    async get(key) {
      const file = await openIfThere(pathOf(root, key));
      if (!file) return undefined;
      try {
        const found = await file.stat();
        if (found.isFile()) return { ...storedFile(found), stream: file.createReadStream() };
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
      return undefined;
    },

    async stat(key) {
      const found = await ifThere(stat(pathOf(root, key)));
      return found?.isFile() ? storedFile(found) : undefined;
    },

    async delete(key) {
      const path = pathOf(root, key);
      const found = await ifThere(stat(path));
      if (!found?.isFile()) return false;
      await rm(path, { force: true });
      return true;
    },
  };
}

async function write(path: string, content: Parameters<FileStore["put"]>[1]) {
  const file = await open(path, "wx", 0o640);
  try {
    if (typeof content === "string" || content instanceof Uint8Array) await file.writeFile(content);
    else for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

// A rename is kept over a power cut only once its folder is.
async function keepName(folder: string) {
  const handle = await open(folder, "r");
  await handle.sync().catch(() => undefined);
  await handle.close();
}

const storedFile = ({ size, mtime }: { size: number; mtime: Date }): StoredFile => ({ bytes: size, storedAt: mtime });

const openIfThere = (path: string): Promise<FileHandle | undefined> => ifThere(open(path, "r"));

async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
