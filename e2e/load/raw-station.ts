import { WebSocket } from "ws";

type Answered = (frame: string) => void;

/** As little of a station as can be: a socket, one call at a time, frames as text. */
export class RawStation {
  private readonly socket: WebSocket;
  private answered: Answered | undefined;
  private id = "";
  private calls = 0;
  readonly opened: Promise<void>;
  /** Why the line ended, when nobody here ended it. */
  onLost: (why: string) => void = () => {};
  /** The answer to a command of the other side: null when it comes later by `answer`; without one the station knows none. */
  onCommand: (messageId: string, action: string) => string | null | undefined = () => undefined;
  heard = 0;

  constructor(url: string, identity: string, password: string, compression: boolean) {
    this.socket = new WebSocket(`${url}/${identity}`, "ocpp2.0.1", {
      auth: `${identity}:${password}`,
      perMessageDeflate: compression ? { threshold: 0, clientNoContextTakeover: true } : false,
      skipUTF8Validation: true,
      handshakeTimeout: 60_000,
      // A mask of zeros leaves the text as it is, which spares the generator the work.
      generateMask: (mask: Buffer) => void mask.fill(0),
    } as WebSocket.ClientOptions);
    this.opened = new Promise((resolve, reject) => {
      this.socket.once("open", resolve);
      this.socket.once("error", reject);
      this.socket.once("unexpected-response", (_, { statusCode }) => reject(new Error(`refused with ${statusCode}`)));
    });
    this.socket.on("message", (data: Buffer) => this.hear(data.toString()));
    this.socket.on("close", (code, reason) => this.onLost(`closed with ${code} ${reason}`));
    this.socket.on("error", (error) => this.onLost(error.message));
  }

  get compresses(): boolean {
    return this.socket.extensions.includes("permessage-deflate");
  }

  /** Sends a CALL; `payload` is JSON already. */
  call(action: string, payload: string, answered: Answered): void {
    this.calls += 1;
    this.id = this.calls.toString(36);
    this.answered = answered;
    this.socket.send(`[2,"${this.id}","${action}",${payload}]`);
  }

  answer(messageId: string, payload: string): void {
    this.socket.send(`[3,"${messageId}",${payload}]`);
  }

  ask(action: string, payload: string): Promise<string> {
    return new Promise((resolve) => this.call(action, payload, resolve));
  }

  close(): Promise<void> {
    this.onLost = () => {};
    if (this.socket.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => {
      this.socket.once("close", () => resolve());
      this.socket.close(1000);
    });
  }

  /** Without a word, as when the cable is pulled; a line that stands to the other side falls to it later, or never. */
  cut(): void {
    this.socket.removeAllListeners("message");
    this.socket.terminate();
  }

  private hear(frame: string): void {
    this.heard += 1;
    if (frame.startsWith("[2,")) {
      const [, id, action] = JSON.parse(frame) as [number, string, string];
      const answer = this.onCommand(id, action);
      if (answer === undefined) this.socket.send(`[4,"${id}","NotImplemented","",{}]`);
      else if (answer !== null) this.answer(id, answer);
      return;
    }
    const { answered } = this;
    if (!answered || !frame.startsWith(`"${this.id}"`, 3)) throw new Error(`an answer to nothing: ${frame}`);
    this.answered = undefined;
    answered(frame);
  }
}

export const boot = JSON.stringify({
  reason: "PowerUp",
  chargingStation: { vendorName: "Load", model: "Raw", serialNumber: "1", firmwareVersion: "1.0" },
});

export const isAccepted = (frame: string) => frame.startsWith("[3,") && frame.includes('"Accepted"');
