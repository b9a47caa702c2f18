import { Redis } from "ioredis";
import { type Bus, type BusLog, refuseTooLong } from "./bus";
import { Subscribers } from "./subscribers";

const prefix = "stationmaster:";
const checkEveryMs = 15_000;

/** PUBLISH on one connection, SUBSCRIBE on another: Redis keeps a subscribed connection for that alone. */
export function redisBus(redisUrl: string, log?: BusLog): Bus {
  const subscribers = new Subscribers(log);
  const options = {
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** attempt, 5_000),
    // With a ping every 15 s, silence for this long means that the peer is gone.
    socketTimeout: 3 * checkEveryMs,
  };
  const sender = new Redis(redisUrl, {
    ...options,
    maxRetriesPerRequest: 2,
    connectionName: "stationmaster-bus-publish",
  });
  const receiver = new Redis(redisUrl, {
    ...options,
    // A subscription waits for Redis however long it takes; a message does not.
    maxRetriesPerRequest: null,
    connectionName: "stationmaster-bus-subscribe",
  });

  let wasReady = false;
  receiver.on("message", (channel: string, message: string) =>
    subscribers.deliver(channel.slice(prefix.length), message),
  );
  receiver.on("ready", () => {
    const isBack = wasReady;
    wasReady = true;
    if (!isBack) return;
    log?.info({}, "the bus is connected again");
    // Its answer comes after those to the renewed subscriptions: from here on nothing is missed.
    receiver.ping().then(
      () => subscribers.tellGap(),
      () => undefined,
    );
  });
  for (const connection of [sender, receiver]) {
    connection.on("error", (error: Error) => log?.warn({ err: error }, "the bus has trouble with Redis"));
  }

  const check = setInterval(() => {
    for (const connection of [sender, receiver]) {
      if (connection.status === "ready") connection.ping().catch(() => undefined);
    }
  }, checkEveryMs).unref();

  return {
    async publish(topic, message) {
      refuseTooLong(topic, message);
      await sender.publish(prefix + topic, message);
    },

    async subscribe(topic, onMessage) {
      subscribers.add(topic, onMessage);
      await receiver.subscribe(prefix + topic);
      return async () => {
        if (subscribers.remove(topic, onMessage)) await receiver.unsubscribe(prefix + topic).catch(() => undefined);
      };
    },

    onGap: (look) => subscribers.onGap(look),
    isConnected: () => sender.status === "ready" && receiver.status === "ready",

    async close() {
      clearInterval(check);
      receiver.disconnect();
      // What was published before must still leave.
      await sender.quit().catch(() => sender.disconnect());
    },
  };
}
