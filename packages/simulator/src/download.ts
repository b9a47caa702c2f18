/** A file by HTTP; undefined where there is no such address, or no answer: the status DownloadFailed says it. */
export async function download(location: string): Promise<Buffer | undefined> {
  try {
    const response = await fetch(location, { signal: AbortSignal.timeout(30_000) });
    return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
