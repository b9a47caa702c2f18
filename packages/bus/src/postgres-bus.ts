import { createHash } from "node:crypto";
import postgres from "postgres";
import { type Bus, type BusLog, refuseTooLong } from "./bus";
import { inBatches } from "./in-batches";
import { Subscribers } from "./subscribers";

type Sql = ReturnType<typeof postgres>;
type Notification = { channel: string; message: string };

const checkEveryMs = 15_000;
const answerWithinMs = 5_000;
const longestPauseMs = 5_000;

/** LISTEN and NOTIFY on one connection, which is made anew when it is lost. Not through a transaction pooler. */
export function postgresBus(databaseUrl: string, log?: BusLog): Bus {
  const subscribers = new Subscribers(log);
  const topicOfChannel = new Map<string, string>();
  let current: Sql | undefined;
  let opening: Promise<Sql> | undefined;
  let isClosed = false;

  const connection = (): Promise<Sql> => {
    if (isClosed) return Promise.reject(new Error("The bus is closed"));
    opening ??= open().catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  async function open(): Promise<Sql> {
    const mine = connect(databaseUrl, {
      onnotify: (channel, message) => subscribers.deliver(topicOfChannel.get(channel) ?? channel, message),
      onclose: () => lose(mine),
    });
    try {
      await inTime(mine`select 1`);
      for (const topic of subscribers.topics()) await inTime(listen(mine, topic));
    } catch (error) {
      void mine.end({ timeout: 0 });
      throw error;
    }
    current = mine;
    return mine;
  }

  function lose(gone: Sql) {
    if (current !== gone) return;
    current = undefined;
    opening = undefined;
    void gone.end({ timeout: 0 });
    if (!isClosed) reconnect().catch(() => undefined);
  }

  async function reconnect() {
    log?.warn({}, "the bus lost its connection");
    await persist(connection);
    log?.info({}, "the bus is connected again");
    subscribers.tellGap();
  }

  async function persist<T>(attempt: () => Promise<T>): Promise<T> {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return await attempt();
      } catch (error) {
        if (isClosed) throw error;
        if (pauseMs === longestPauseMs) log?.warn({ err: error }, "the bus still has no connection");
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  function listen(sql: Sql, topic: string) {
    const channel = channelOf(topic);
    topicOfChannel.set(channel, topic);
    return sql.unsafe(`LISTEN "${channel}"`);
  }

  /** One statement for all that is to be said: a notification of its own for each would be a commit of its own. */
  const sender = inBatches<Notification>(async (batch) => {
    const sql = await connection();
    const texts = JSON.stringify(batch);
    await inTime(
      sql`select pg_notify(n.channel, n.message)
          from jsonb_array_elements(${texts}::text::jsonb) with ordinality as e(value, place)
          cross join lateral jsonb_to_record(e.value) as n(channel text, message text) order by e.place`,
    );
  });

  // A peer that vanished without a close is noticed only by asking.
  const check = setInterval(() => {
    const asked = current;
    if (asked) inTime(asked`select 1`).catch(() => lose(asked));
  }, checkEveryMs).unref();

  return {
    async publish(topic, message) {
      refuseTooLong(topic, message);
      // What JSON cannot carry to Postgres, half a character or NUL, must not keep the others of its batch.
      const text = Buffer.from(message).toString().replaceAll("\0", "");
      await sender.add({ channel: channelOf(topic), message: text });
    },

    async subscribe(topic, onMessage) {
      subscribers.add(topic, onMessage);
      await persist(async () => inTime(listen(await connection(), topic)));
      return async () => {
        if (!subscribers.remove(topic, onMessage)) return;
        // A lost connection listens to nothing any more.
        await current?.unsafe(`UNLISTEN "${channelOf(topic)}"`).catch(() => undefined);
      };
    },

    onGap: (look) => subscribers.onGap(look),
    isConnected: () => current !== undefined,

    async close() {
      await sender.sent();
      isClosed = true;
      clearInterval(check);
      const last = current;
      current = undefined;
      await last?.end({ timeout: 5 });
    },
  };
}

/** Postgres cuts a name after 63 bytes, and its quotes need care: long or odd topics become their hash. */
const channelOf = (topic: string) =>
  /^[\w:.-]{1,63}$/.test(topic) ? topic : createHash("sha256").update(topic).digest("hex").slice(0, 63);

interface Events {
  onnotify(channel: string, message: string): void;
  onclose(): void;
}

function connect(databaseUrl: string, events: Events): Sql {
  // `onnotify` is what sql.listen() itself uses; that one forgets its channels when the first try to reconnect fails.
  const options: postgres.Options<Record<string, never>> & Events = {
    ...events,
    max: 1,
    max_lifetime: null,
    connect_timeout: answerWithinMs / 1_000,
    keep_alive: 10,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: "stationmaster bus" },
  };
  return postgres(databaseUrl, options);
}

async function inTime<T>(work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Postgres does not answer the bus")), answerWithinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
