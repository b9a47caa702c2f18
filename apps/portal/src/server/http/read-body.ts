export class BodyTooLarge extends Error {}
export class BodyNotJson extends Error {}

/** The body as JSON, undefined when there is none. Never holds more than it may. */
export async function readBody(request: Request, mostBytes: number): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw new BodyTooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (const reader = request.body?.getReader(); reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > mostBytes) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
  if (bytes === 0) return undefined;
  return parse(Buffer.concat(chunks));
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new BodyNotJson();
  }
}
