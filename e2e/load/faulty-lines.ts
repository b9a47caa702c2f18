import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What may happen to a line: cut by a reset, held open and dead, dumb towards the station alone, cut in mid-frame. */
export const lineFaults = ["reset", "half-open", "no answers", "half a frame"] as const;
export type LineFault = (typeof lineFaults)[number];

export type FaultyLines = {
  /** Where stations find the server. */
  url: string;
  /** Something happens to one line, both chosen by chance unless one is wanted; undefined when no line stands. */
  strike(wanted?: LineFault): LineFault | undefined;
  /** Every line is dead without a word, and for so long no new one stands. Tells how many they were. */
  fall(forMs: number): Promise<number>;
  close(): void;
};

/** Between stations and server: passes everything on, until told otherwise. */
export async function faultyLines(server: URL): Promise<FaultyLines> {
  const lines = new Set<Line>();
  let isDown = false;
  const listener = createServer((near) => {
    if (isDown) return void near.resetAndDestroy();
    const line = new Line(near, connect(Number(server.port), server.hostname), () => lines.delete(line));
    lines.add(line);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    strike(wanted) {
      const sound = [...lines].filter(({ stands }) => stands);
      const line = sound[Math.floor(Math.random() * sound.length)];
      const fault = wanted ?? lineFaults[Math.floor(Math.random() * lineFaults.length)]!;
      line?.suffer(fault);
      return line && fault;
    },
    async fall(forMs) {
      isDown = true;
      const sound = [...lines].filter(({ stands }) => stands);
      for (const line of sound) line.suffer("half-open");
      await sleep(forMs);
      isDown = false;
      return sound.length;
    },
    close() {
      listener.close();
      for (const line of lines) line.reset();
    },
  };
}

type Way = "to the server" | "to the station";

class Line {
  private isSound = true;
  private isOpen = false;
  private readonly isSwallowed = { "to the server": false, "to the station": false };
  private cutsNext: Way | undefined;

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    gone: () => void,
  ) {
    near.on("data", (bytes) => this.pass(bytes, far, "to the server"));
    far.on("data", (bytes) => this.pass(bytes, near, "to the station"));
    far.once("data", () => {
      this.isOpen = true;
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      // A reset is what is wanted here.
      socket.on("error", () => undefined);
      socket.setNoDelay(true);
      socket.on("close", () => {
        // A line that is dead tells neither side that the other has gone.
        if (!this.isDead) other.destroy();
        if (near.destroyed && far.destroyed) gone();
      });
    }
  }

  /** The server has taken the station in, and nothing has happened to the line. */
  get stands(): boolean {
    return this.isOpen && this.isSound;
  }

  suffer(fault: LineFault): void {
    this.isSound = false;
    if (fault === "reset") this.reset();
    else if (fault === "half a frame") this.cutsNext = Math.random() < 0.5 ? "to the server" : "to the station";
    else {
      this.isSwallowed["to the station"] = true;
      this.isSwallowed["to the server"] = fault === "half-open";
    }
  }

  reset(): void {
    this.near.resetAndDestroy();
    this.far.resetAndDestroy();
  }

  private get isDead(): boolean {
    return this.isSwallowed["to the server"];
  }

  private pass(bytes: Buffer, to: Socket, way: Way): void {
    if (this.isSwallowed[way]) return;
    if (this.cutsNext !== way) return void to.write(bytes);
    to.write(bytes.subarray(0, bytes.length >> 1), () => this.reset());
  }
}
