import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll } from "vitest";

/** A line to the database that can be cut: what a restart, a failover or a lost switch looks like from here. */
export async function aLine(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const state: { is: "open" | "cut" | "hanging" } = { is: "open" };
  const server = createServer((near) => {
    if (state.is === "cut") return near.destroy();
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => state.is !== "hanging" && to.write(data));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = "127.0.0.1";

  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  afterAll(() => {
    drop();
    server.close();
  });
  return {
    url: url.href,
    /** Connections break, and new ones are refused. */
    cut() {
      state.is = "cut";
      drop();
    },
    /** Nothing breaks and nothing answers. */
    hang() {
      state.is = "hanging";
    },
    mend() {
      if (state.is === "hanging") drop();
      state.is = "open";
    },
    /** Connections break, and new ones are let through. */
    drop,
  };
}
