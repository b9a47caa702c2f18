import { connect } from "@stationmaster/db";
import { validators } from "@stationmaster/schemas";
import { WebSocketServer } from "ws";

// What the simplest server would do that keeps an event: one transaction under the tenant's rule, one row, then the answer.
const [port, databaseUrl, tenantId] = process.argv.slice(2) as [string, string, string];
const { sql } = connect(databaseUrl, { role: "app", max: 2 });
const sockets = new WebSocketServer({
  port: Number(port),
  host: "127.0.0.1",
  perMessageDeflate: false,
  handleProtocols: () => "ocpp2.0.1",
});

sockets.on("connection", (socket) => {
  socket.on("message", async (data) => {
    const [, id, action, payload] = JSON.parse(data.toString()) as [number, string, string, object];
    socket.send(JSON.stringify([3, id, await answer(action, payload)]));
  });
});

async function answer(action: string, payload: object) {
  if (action === "BootNotification")
    return { currentTime: new Date().toISOString(), interval: 300, status: "Accepted" };
  if (!validators.TransactionEventRequest(payload)) throw new Error("the frame is not valid");
  await sql.begin(async (tx) => {
    await tx`select set_config('app.tenant_id', ${tenantId}, true)`;
    await tx`insert into plain_events (tenant_id, request) values (${tenantId}, ${JSON.stringify(payload)}::text::jsonb)`;
  });
  return { idTokenInfo: { status: "Accepted" } };
}
