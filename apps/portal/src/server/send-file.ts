import { Readable } from "node:stream";
import { NotFoundError } from "@stationmaster/domain";
import type { ReportFile } from "@stationmaster/domain/business";
import { createFileStore, type FileStore } from "@stationmaster/files";
import { oncePerProcess } from "@stationmaster/runtime";
import { env } from "./env";

const files = (): FileStore =>
  oncePerProcess("portal files", () => createFileStore(env().FILE_STORE ?? `file:${env().DATA_DIR}/files`));

/** A kept file as a download, streamed; never shown in place of a page. */
export async function sendFile({ key, fileName, contentType }: ReportFile): Promise<Response> {
  const file = await files().get(key);
  if (!file) throw new NotFoundError("file of report", fileName);
  // Node's stream and the browser's are one thing under two types.
  const body = Readable.toWeb(file.stream) as unknown as ReadableStream;
  return new Response(body, {
    headers: {
      "content-type": contentType,
      "content-length": String(file.bytes),
      "content-disposition": `attachment; filename="${fileName.replace(/[^\w.-]/g, "_")}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
