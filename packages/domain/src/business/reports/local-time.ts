const minute = 60_000;
/** Since 1970 every clock on earth was moved at a whole quarter of an hour. */
const quarter = 15 * minute;

/** About a quarter of a year; rows that follow each other lie close together. */
const mostRemembered = 10_000;

type Clock = { format: Intl.DateTimeFormat; offsets: Map<number, number> };

/** Writes moments as the clock on the wall of a place showed them, with the offset: `2026-06-01T14:00:00.000+02:00`. */
export function localTime(): (moment: Date, timeZone: string) => string {
  const clocks = new Map<string, Clock>();

  const clockOf = (timeZone: string): Clock => {
    const known = clocks.get(timeZone);
    if (known) return known;
    const clock = { format: formatOf(timeZone), offsets: new Map<number, number>() };
    clocks.set(timeZone, clock);
    return clock;
  };

  return (moment, timeZone) => {
    const { format, offsets } = clockOf(timeZone);
    const quarterAt = Math.floor(moment.getTime() / quarter);
    let offset = offsets.get(quarterAt);
    if (offset === undefined) {
      // Asking the calendar costs more than all the rest.
      offset = offsetMinutesAt(format, quarterAt * quarter);
      if (offsets.size >= mostRemembered) offsets.clear();
      offsets.set(quarterAt, offset);
    }
    return withOffset(moment, offset);
  };
}

function withOffset(moment: Date, offsetMinutes: number): string {
  const wall = new Date(moment.getTime() + offsetMinutes * minute).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  return `${wall}${offsetMinutes < 0 ? "-" : "+"}${twoDigits(hours)}:${twoDigits(minutes)}`;
}

function offsetMinutesAt(format: Intl.DateTimeFormat, at: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0, second = 0 } = parts;
  return Math.round((Date.UTC(year, month - 1, day, hour, minutes, second) - at) / minute);
}

/** A zone that this Node does not know any more, or not yet, must not cost anybody a report. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { ...fields, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-US", { ...fields, timeZone: "UTC" });
  }
}

const fields = {
  calendar: "iso8601",
  numberingSystem: "latn",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;

const twoDigits = (number: number) => String(number).padStart(2, "0");
