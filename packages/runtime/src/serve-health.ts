import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answerHealth, type HealthQuestions } from "./answer-health";

/** A port of its own for a process that serves nothing else. Without `port`, a free one. */
export async function serveHealth({
  port = 0,
  host,
  ...questions
}: HealthQuestions & { port?: number; host?: string }): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    try {
      if (await answerHealth(request, response, questions)) return;
      response.writeHead(404).end();
    } catch {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  await listening(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listening = (server: Server, port: number, host: string | undefined) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off("error", reject);
      resolve();
    });
  });
