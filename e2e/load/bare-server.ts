import { createServer } from "node:http";
import { validators } from "@stationmaster/schemas";
import { WebSocketServer } from "ws";

// The yardstick: nothing that a server may not leave out, and nothing else.
const checks: Record<string, (payload: unknown) => boolean> = {
  TransactionEvent: validators.TransactionEventRequest,
  StatusNotification: validators.StatusNotificationRequest,
  MeterValues: validators.MeterValuesRequest,
  Heartbeat: validators.HeartbeatRequest,
};
const http = createServer((_, response) => response.end("bare"));
const sockets = new WebSocketServer({
  server: http,
  perMessageDeflate: false,
  skipUTF8Validation: true,
  handleProtocols: () => "ocpp2.0.1",
});
sockets.on("connection", (socket) => {
  socket.on("message", (data) => {
    const [, id, action, payload] = JSON.parse(data.toString()) as [number, string, string, { idToken?: unknown }];
    socket.send(JSON.stringify(answer(id, action, payload)));
  });
});
http.listen(Number(process.argv[2]), "127.0.0.1");

function answer(id: string, action: string, payload: { idToken?: unknown }) {
  if (action === "BootNotification")
    return [3, id, { currentTime: new Date().toISOString(), interval: 300, status: "Accepted" }];
  if (!checks[action]?.(payload)) return [4, id, "FormatViolation", "", {}];
  if (action === "Heartbeat") return [3, id, { currentTime: new Date().toISOString() }];
  return [3, id, payload.idToken ? { idTokenInfo: { status: "Accepted" } } : {}];
}
