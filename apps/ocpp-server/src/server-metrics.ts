import type { Metrics } from "@stationmaster/runtime";

export type ServerMetrics = ReturnType<typeof serverMetrics>;

export const serverMetrics = (metrics: Metrics) => ({
  connections: metrics.gauge("stationmaster_ocpp_connections", "Stations connected here"),
  handshakes: metrics.counter("stationmaster_ocpp_handshakes_total", "Handshakes by the status they were answered", [
    "status",
  ]),
  handshakeSeconds: metrics.histogram(
    "stationmaster_ocpp_handshake_seconds",
    "From a handshake begun to its answer, by the status it was answered",
    ["status"],
  ),
  frames: metrics.counter("stationmaster_ocpp_frames_total", "Messages by direction, action and outcome", [
    "direction",
    "action",
    "outcome",
  ]),
  answerSeconds: metrics.histogram("stationmaster_ocpp_answer_seconds", "From a request read to its answer sent", [
    "action",
  ]),
  commandSeconds: metrics.histogram("stationmaster_ocpp_command_seconds", "From a command sent to its outcome", [
    "action",
    "outcome",
  ]),
  commandQueueSeconds: metrics.histogram(
    "stationmaster_ocpp_command_queue_seconds",
    "From a command asked for to its first frame sent, for stations that were away too",
    [],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900],
  ),
  closes: metrics.counter(
    "stationmaster_ocpp_closes_total",
    "Connections ended, by why: ours by our reason, left when the station said so, lost when it did not",
    ["why"],
  ),
  paused: metrics.counter("stationmaster_ocpp_paused_total", "Times a flooding station was not read for a while"),
  commitBatch: metrics.histogram(
    "stationmaster_ocpp_commit_batch_events",
    "Hot messages in one flush",
    ["action"],
    [1, 2, 5, 10, 20, 50, 100, 200, 500],
  ),
  commitSeconds: metrics.histogram("stationmaster_ocpp_commit_seconds", "One flush, from begin to commit", ["action"]),
  commitWaiting: metrics.gauge("stationmaster_ocpp_commit_waiting", "Hot messages waiting for a flush", ["action"]),
  commitOldestSeconds: metrics.gauge(
    "stationmaster_ocpp_commit_oldest_seconds",
    "Age of the oldest hot message not yet stored",
    ["action"],
  ),
  commitHalvings: metrics.counter("stationmaster_ocpp_commit_halvings_total", "Flushes halved to find a bad event", [
    "action",
  ]),
  commitRetries: metrics.counter(
    "stationmaster_ocpp_commit_retries_total",
    "Flushes tried again after an outage or a race",
    ["action"],
  ),
  turnsWaiting: metrics.gauge("stationmaster_ocpp_turns_waiting", "Messages waiting for their turn at the database", [
    "kind",
  ]),
  rejected: metrics.counter("stationmaster_ocpp_rejected_messages_total", "Valid messages the tables refused", [
    "action",
  ]),
  logWaiting: metrics.gauge("stationmaster_ocpp_log_waiting_rows", "Rows of the message log not yet written"),
  logDropped: metrics.counter("stationmaster_ocpp_log_dropped_rows_total", "Rows of the message log given up"),
});
