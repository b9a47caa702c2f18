export interface LoggedFrame {
  at: Date;
  text: string;
  /** The frame as JSON, or undefined where it is none. */
  json: unknown;
}

/** The last frames of one direction, oldest first. */
export class FrameLog {
  readonly frames: LoggedFrame[] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  add(text: string): void {
    if (this.most === 0) return;
    this.frames.push({ at: new Date(), text, json: parsed(text) });
    if (this.frames.length > this.most) this.frames.shift();
  }

  /** The payloads of all calls of an action. */
  calls(action: string): Record<string, unknown>[] {
    return this.frames.flatMap(({ json }) =>
      Array.isArray(json) && json[0] === 2 && json[2] === action ? [json[3] as Record<string, unknown>] : [],
    );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what is not JSON is in the log all the same
  }
}
