/**
 * Every measure: what it needs around it (`server`: Postgres and the built services; `product`: all of it, running; `redis`: with
 * queues and bus on Redis; `harmed`: with clocks and disks that can be set; `portal`: with the demo), how it is called, and at which
 * size it stands in the proof.
 */
export const measures = {
  throughput: {
    needs: "server",
    call: "--stations=200 --seconds=10 --rounds=3",
    what: "durable TransactionEvents, beside a bare server",
    proof: [],
  },
  "hot-messages": {
    needs: "server",
    call: "--stations=200 --seconds=6 --rounds=3",
    what: "Heartbeat, StatusNotification, MeterValues, beside a bare server",
    proof: [],
  },
  "lone-events": {
    needs: "server",
    call: "--events=1000 --rounds=5",
    what: "one station alone, beside one plain transaction",
    proof: [],
  },
  "meter-growth": {
    needs: "server",
    call: "--stations=200 --seconds=8 --rounds=3 --values=10000000",
    what: "throughput between a thousand and many meter values",
    proof: [],
  },
  "boot-storm": {
    needs: "server",
    call: "--stations=1000",
    what: "all connect and boot at once",
    proof: ["--stations=5000"],
  },
  "reconnect-storm": {
    needs: "server",
    call: "--stations=2000",
    what: "all lines are cut at once, and all come back",
    proof: ["--stations=10000"],
  },
  "idle-memory": {
    needs: "server",
    call: "--stations=2000",
    what: "what a connection costs that says nothing",
    proof: ["--stations=10000"],
  },
  "noisy-neighbour": {
    needs: "server",
    call: "--stations=100 --seconds=8",
    what: "a station floods, a tenant floods, the others go on",
    proof: [],
  },
  commands: {
    needs: "product",
    call: "--stations=1000",
    what: "from the HTTP API to the stations and back",
    proof: [],
  },
  crash: {
    needs: "product",
    call: "--stations=200 --rounds=40",
    what: "SIGKILL of every part, then the books of both sides compared",
    proof: ["--rounds=20"],
  },
  redis: {
    needs: "redis",
    call: "--stations=100 --rounds=15",
    what: "as crash, and Redis with all it holds among what is killed",
    proof: [],
  },
  faults: {
    needs: "harmed",
    call: "--stations=100 --seconds=20",
    what: "lines, bus, clocks and disks fail, then the books of both sides compared",
    proof: [],
  },
  year: {
    needs: "product",
    call: "--stations=1000 --days=365 --visits=5",
    what: "every page, and every plan, on a year of data",
    proof: ["--visits=3"],
  },
  portal: {
    needs: "portal",
    call: "--visits=10",
    what: "build, and the first pages of the demo tenant",
    proof: [],
  },
};

/** Whether a measure knows the option: it stands in its call. */
export function isOption(measure, given) {
  const [, name] = /^--(\w+)=\d+$/.exec(given) ?? [];
  return name !== undefined && measures[measure].call.includes(`--${name}=`);
}
