import { WebSocket } from "ws";
import { boot, isAccepted } from "./raw-station";
import { eventRequest } from "./session-frames";

export type Noise = {
  says: "NotifyEvent" | "TransactionEvent";
  /** What it sends without waiting for answers. */
  unanswered: number;
  ms: number;
  idToken: string;
  /** Tells the events of one flood from those of another. */
  round: number;
};

const mostEventsPerRound = 1_000_000;

/** One event a frame, each at a moment of its own. */
function notifyEvent(n: number, round: number): string {
  const timestamp = new Date(Date.now() + (n % 1000)).toISOString();
  const about = `"trigger":"Periodic","actualValue":"${n % 1000}","eventNotificationType":"CustomMonitor"`;
  const where = `"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"}`;
  const eventId = round * mostEventsPerRound + n;
  return `{"generatedAt":"${timestamp}","seqNo":0,"eventData":[{"eventId":${eventId},"timestamp":"${timestamp}",${about},${where}}]}`;
}

/** One session without end. */
const transactionEvent = (n: number, round: number, idToken: string) =>
  eventRequest(n === 0 ? "started" : "updated", {
    transactionId: `flood-${round}`,
    seqNo: n,
    registerWh: 1_000 + n,
    idToken,
  });

/** Always has something to say, and waits only when so much of it is unanswered. */
export class FloodingStation {
  private readonly socket: WebSocket;
  private onFrame: (frame: string) => void = () => {};

  constructor(url: string, identity: string, password: string) {
    this.socket = new WebSocket(`${url}/${identity}`, "ocpp2.0.1", {
      auth: `${identity}:${password}`,
      perMessageDeflate: false,
    });
    this.socket.on("message", (data: Buffer) => this.hear(data.toString()));
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
    if (!isAccepted(answer)) throw new Error(`a flooding station is not accepted: ${answer}`);
  }

  /** Ends when all that was sent in the time is answered. */
  flood({ says, unanswered, ms, idToken, round }: Noise): Promise<{ answered: number; refused: string[] }> {
    const refused: string[] = [];
    const endsAt = performance.now() + ms;
    let sent = 0;
    let answered = 0;
    return new Promise((resolve, reject) => {
      const fill = () => {
        while (sent - answered < unanswered && performance.now() < endsAt) {
          const payload = says === "NotifyEvent" ? notifyEvent(sent, round) : transactionEvent(sent, round, idToken);
          this.socket.send(`[2,"${round}-${sent}","${says}",${payload}]`);
          sent += 1;
        }
        if (sent === answered) resolve({ answered, refused });
      };
      this.socket.once("close", (code) =>
        reject(new Error(`the line was closed with ${code} after ${answered} answers`)),
      );
      this.onFrame = (frame) => {
        if (!frame.startsWith("[3,")) refused.push(frame);
        answered += 1;
        fill();
      };
      fill();
    });
  }

  close(): void {
    this.socket.removeAllListeners("close");
    this.socket.close(1000);
  }

  /** What it is asked is no answer to anything it said. */
  private hear(frame: string): void {
    if (!frame.startsWith("[2,")) {
      this.onFrame(frame);
      return;
    }
    const [, id] = JSON.parse(frame) as [number, string];
    this.socket.send(`[4,"${id}","NotImplemented","",{}]`);
  }
}
