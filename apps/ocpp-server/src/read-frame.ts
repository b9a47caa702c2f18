import { isUtf8 } from "node:buffer";
import { decodeFrame, type Frame, FrameError } from "@stationmaster/ocpp";

export type ReadFrame = { text: string; frame: Frame | FrameError };

/** Whatever came over the socket, as a frame or as what is wrong with it. */
export function readFrame(data: Buffer, isBinary: boolean): ReadFrame {
  if (isBinary)
    return { text: `[${data.length} bytes]`, frame: unreadable("the message is binary: OCPP messages are text") };
  if (!isUtf8(data)) return { text: data.toString(), frame: unreadable("the message is not UTF-8") };
  const text = data.toString();
  try {
    return { text, frame: decodeFrame(text) };
  } catch (error) {
    if (error instanceof FrameError) return { text, frame: error };
    throw error;
  }
}

const unreadable = (why: string) => new FrameError("RpcFrameworkError", why);
