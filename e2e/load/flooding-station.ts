import { WebSocket } from "ws";
import { boot, isAccepted } from "./raw-station";

/** One event a frame, each at a moment of its own. */
const frameOf = (n: number, startAt: number) => {
  const timestamp = new Date(startAt + n).toISOString();
  const about = `"trigger":"Periodic","actualValue":"${n % 1000}","eventNotificationType":"CustomMonitor"`;
  const where = `"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"}`;
  return `[2,"e${n}","NotifyEvent",{"generatedAt":"${timestamp}","seqNo":0,"eventData":[{"eventId":${n},"timestamp":"${timestamp}",${about},${where}}]}]`;
};

/** Sends all it has as fast as its line takes it, and waits for nothing. */
export class FloodingStation {
  private readonly socket: WebSocket;
  private onFrame: (frame: string) => void = () => {};
  /** Why the line ended, when nobody here ended it. */
  lost: string | undefined;

  constructor(url: string, identity: string, password: string) {
    this.socket = new WebSocket(`${url}/${identity}`, "ocpp2.0.1", {
      auth: `${identity}:${password}`,
      perMessageDeflate: false,
    });
    this.socket.on("message", (data: Buffer) => this.onFrame(data.toString()));
    this.socket.on("error", (error) => {
      this.lost ??= error.message;
    });
    this.socket.on("close", (code, reason) => {
      this.lost ??= `closed with ${code} ${reason}`;
    });
  }

  async boot(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once("open", resolve);
      this.socket.once("error", reject);
    });
    const answer = await new Promise<string>((resolve) => {
      this.onFrame = resolve;
      this.socket.send(`[2,"boot","BootNotification",${boot}]`);
    });
    if (!isAccepted(answer)) throw new Error(`the flooding station is not accepted: ${answer}`);
  }

  /** Milliseconds until all were written to the line's end here, and until the last was answered. */
  async flood(events: number): Promise<{ writtenMs: number; answeredMs: number; refused: string[] }> {
    const began = performance.now();
    const refused: string[] = [];
    let answered = 0;
    const done = new Promise<number>((resolve, reject) => {
      this.socket.once("close", (code) =>
        reject(new Error(`the line was closed with ${code} after ${answered} answers`)),
      );
      this.onFrame = (frame) => {
        if (!frame.startsWith("[3,")) refused.push(frame);
        answered += 1;
        if (answered === events) resolve(performance.now() - began);
      };
    });
    let written = Promise.resolve();
    for (let n = 0; n < events; n++) {
      written = new Promise((resolve) => this.socket.send(frameOf(n, Date.now()), () => resolve()));
      // What the line does not take waits here, and is not made before it can go.
      if (this.socket.bufferedAmount > 1024 * 1024) await written;
    }
    await written;
    const writtenMs = performance.now() - began;
    return { writtenMs, answeredMs: await done, refused };
  }

  close(): void {
    this.socket.removeAllListeners("close");
    this.socket.close(1000);
  }
}
