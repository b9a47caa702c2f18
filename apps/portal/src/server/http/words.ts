import { z } from "zod";

/** The words the routes share: what stands in addresses, and the shape of a list. */
export const stationPath = z.object({
  identity: z.string().min(1).max(200).describe("The station's identity, percent-encoded"),
});
export const idPath = z.object({ id: z.uuid() });

export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(200).describe("How many at most"),
  cursor: z.string().max(1_000).optional().describe("`nextCursor` of the page before"),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const yesOrNo = z.enum(["true", "false"]).transform((word) => word === "true");
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** The life of something asked of a station, by our clock. */
export const steps = z.array(z.object({ status: z.string(), at: z.iso.datetime() }));

/** Nothing to say: 204. */
export const nothing = z.undefined();

export const sending = z.object({
  wait: z.coerce
    .number()
    .min(0)
    .max(300)
    .optional()
    .describe("Seconds to wait for the outcome: 200 when it has come, else 202"),
  deadline: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_592_000)
    .optional()
    .describe("Seconds a station may be away before the command is given up; 900 unless said"),
});

export const optionsOf = ({ wait, deadline }: z.output<typeof sending>) => ({
  waitSeconds: wait,
  deadlineSeconds: deadline,
});

export const costLine = z.object({
  what: z.enum(["energy", "time", "session", "tax"]),
  quantity: z.string(),
  unit: z.enum(["kWh", "h", "session", "percent"]),
  rate: z.string().describe("Net, of one unit; of a tax: the sum that it is on"),
  amount: z.string().describe("Exact to six decimals; only the total is rounded to money"),
});
