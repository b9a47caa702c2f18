/** What bounds each part of the server. Milliseconds, bytes and counts as named; all of them by environment (env.ts). */
export type Limits = {
  maxFrameBytes: number;
  /** Handshakes that may wait for the database, and how long while it lets nobody in. */
  handshakesWaiting: number;
  handshakeWithinMs: number;
  /** Failed handshakes of one address for one station within the time, after which the pair waits as long. */
  failedHandshakes: number;
  failedWithinMs: number;
  /** Unread frames of one station beyond which its socket is not read, and the number at which it is again. */
  pauseAtFrames: number;
  resumeBelowFrames: number;
  pauseAtBytes: number;
  /** What a station that does not read may leave unsent. */
  unsentBytes: number;
  pingEveryMs: number;
  missedPings: number;
  /** A message whose fragments do not end. */
  unfinishedWithinMs: number;
  /** How long a station may take to answer a command. */
  answerWithinMs: number;
  /** How long work is tried again while the database is away, before sockets are closed instead. */
  giveUpMs: number;
  presenceEveryMs: number;
  logEveryMs: number;
  logRows: number;
  logBytes: number;
  /** Between two looks at all stations held here, for what a lost ring would have told. */
  lookEveryMs: number;
  /** A station without a sign of life for so long was left online by a node that died. */
  lostAfterMs: number;
  /** Answers kept per station, and how long, for a message that comes again under the same id. */
  answersKept: number;
  answersKeptMs: number;
  drainWithinMs: number;
  /** What took longer is named in the log. */
  slowAnswerMs: number;
};

export const defaultLimits: Limits = {
  maxFrameBytes: 1024 * 1024,
  handshakesWaiting: 20_000,
  handshakeWithinMs: 10_000,
  failedHandshakes: 10,
  failedWithinMs: 60_000,
  pauseAtFrames: 32,
  resumeBelowFrames: 8,
  pauseAtBytes: 4 * 1024 * 1024,
  unsentBytes: 1024 * 1024,
  pingEveryMs: 30_000,
  missedPings: 2,
  unfinishedWithinMs: 60_000,
  answerWithinMs: 30_000,
  giveUpMs: 15_000,
  presenceEveryMs: 5_000,
  logEveryMs: 200,
  logRows: 20_000,
  logBytes: 64 * 1024 * 1024,
  lookEveryMs: 60_000,
  lostAfterMs: 180_000,
  answersKept: 64,
  answersKeptMs: 10 * 60_000,
  drainWithinMs: 9_000,
  slowAnswerMs: 1_000,
};
