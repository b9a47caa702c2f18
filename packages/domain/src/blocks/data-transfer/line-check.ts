import type { Vendor } from "./vendor";

/** For whoever puts a station up: what it sends comes back, so the way to us and through the database is open. */
export const lineCheck: Vendor = {
  vendorId: "net.stationmaster",
  messages: {
    Echo: async (_ctx, data) => ({ status: "Accepted", ...(data === undefined ? {} : { data: data as never }) }),
  },
};
