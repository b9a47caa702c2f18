import { readFileSync } from "node:fs";

/**
 * Loaded into the product's processes by NODE_OPTIONS, for the measure of faults alone: the clock on the wall is ahead by as many
 * milliseconds as a file says. The monotonic clock goes on, as it does when somebody sets the machine's.
 */
const file = process.env.LOAD_CLOCK_FILE;
const RealDate = Date;
let aheadMs = 0;

function look() {
  try {
    aheadMs = Number(readFileSync(file, "utf8"));
  } catch {
    // Nobody has set the clock.
  }
}

if (file) {
  look();
  setInterval(look, 100).unref();
  const now = () => RealDate.now() + aheadMs;
  // A proxy, so that dates made by the system itself are still instances of it.
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
}
