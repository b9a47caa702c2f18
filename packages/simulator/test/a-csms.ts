import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Action,
  type CommandAction,
  decodeFrame,
  type ErrorFrame,
  encodeFrame,
  type JsonObject,
  type Req,
  type Res,
  type ResultFrame,
  type StationAction,
  validateRequest,
} from "@stationmaster/ocpp";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { createStation, type SimulatedStation } from "../src/create-station";
import type { StationOptions } from "../src/options";

type Handlers = { [A in StationAction]?: (request: Req<A>) => Res<A> | undefined };

const now = () => new Date().toISOString();
const accepted: Handlers = {
  BootNotification: () => ({ status: "Accepted", currentTime: now(), interval: 300 }),
  Heartbeat: () => ({ currentTime: now() }),
  Authorize: () => ({ idTokenInfo: { status: "Accepted" } }),
  TransactionEvent: ({ idToken }) => (idToken ? { idTokenInfo: { status: "Accepted" } } : {}),
  DataTransfer: () => ({ status: "UnknownVendorId" }),
  SignCertificate: () => ({ status: "Rejected" }),
  Get15118EVCertificate: () => ({ status: "Failed", exiResponse: "" }),
  GetCertificateStatus: () => ({ status: "Failed" }),
};

/** A small CSMS on a real socket: checks what it hears against the schema, and says what the test tells it to. */
export async function aCsms(handlers: Handlers = {}, unknownProperties: "ignore" | "refuse" = "refuse") {
  const http = createServer((_request, response) => response.writeHead(426).end());
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => "ocpp2.0.1" });
  const passwords = new Map<string, string>();
  const heard: { action: StationAction; payload: JsonObject; id: string; text: string }[] = [];
  const waiting = new Map<string, (frame: ResultFrame | ErrorFrame) => void>();
  const listeners = new Set<() => void>();
  let socket: WebSocket | undefined;
  let connections = 0;

  http.on("upgrade", (request, stream, head) => {
    const [user, password] = Buffer.from(request.headers.authorization?.slice(6) ?? "", "base64")
      .toString()
      .split(":");
    const wanted = passwords.get(user ?? "");
    if (wanted !== undefined && wanted !== password) {
      stream.end("HTTP/1.1 401 Unauthorized\r\ncontent-length: 14\r\n\r\nwrong password");
      return;
    }
    server.handleUpgrade(request, stream, head, (opened) => {
      socket = opened;
      connections++;
      opened.on("message", (data) => receive(opened, data.toString()));
      for (const listener of listeners) listener();
    });
  });
  function receive(from: WebSocket, text: string) {
    const frame = decodeFrame(text);
    if (frame.kind !== "call") return waiting.get(frame.id)?.(frame);
    const action = frame.action as StationAction;
    validateRequest(action, frame.payload, { unknownProperties });
    heard.push({ action, payload: frame.payload, id: frame.id, text });
    const handler = (handlers[action] ?? accepted[action] ?? (() => ({}))) as (request: JsonObject) => JsonObject;
    const answer = handler(frame.payload);
    if (answer) from.send(encodeFrame({ kind: "result", id: frame.id, payload: answer }));
    for (const listener of listeners) listener();
  }
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  const close = () =>
    new Promise<void>((closed) => {
      for (const client of server.clients) client.terminate();
      http.close(() => closed());
    });
  onTestFinished(close);

  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ocpp/northwind`,
    handlers,
    passwords,
    heard,
    close,
    get connections() {
      return connections;
    },
    actions: () => heard.map(({ action }) => action),
    payloads: <A extends Action>(action: A) =>
      heard.filter((entry) => entry.action === action).map(({ payload }) => payload as unknown as Req<A>),
    send: (text: string) => socket?.send(text),
    dropSocket: () => socket?.terminate(),
    command<A extends CommandAction>(action: A, payload: Req<A>, id: string = randomUUID()) {
      return new Promise<ResultFrame | ErrorFrame>((resolve) => {
        waiting.set(id, resolve);
        socket?.send(encodeFrame({ kind: "call", id, action, payload: payload as JsonObject }));
      });
    },
    /** Waits until something the CSMS heard makes it so. */
    async until(isSo: () => boolean): Promise<void> {
      while (!isSo())
        await new Promise<void>((heardMore) => {
          const listener = () => {
            listeners.delete(listener);
            heardMore();
          };
          listeners.add(listener);
        });
    },
  };
}

export type Csms = Awaited<ReturnType<typeof aCsms>>;

export async function aStation(csms: Csms, options: Partial<StationOptions> = {}): Promise<SimulatedStation> {
  const station = createStation({ url: csms.url, identity: "SIM-0001", password: "a".repeat(16), ...options });
  onTestFinished(() => station.close());
  return station;
}

export async function aBootedStation(csms: Csms, options: Partial<StationOptions> = {}): Promise<SimulatedStation> {
  const station = await aStation(csms, options);
  await station.connect();
  await station.boot();
  csms.heard.length = 0;
  return station;
}
