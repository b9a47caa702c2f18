import { randomUUID } from "node:crypto";
import { metrics } from "@stationmaster/runtime";
import { aDatabase } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { connect, withTenant } from "./index";

const { url } = await aDatabase();
const app = connect(url, { role: "app", max: 1 });
const told = async (state: string) =>
  new RegExp(`stationmaster_db_transactions\\{role="app",state="${state}"\\} (\\d+)`).exec(await metrics.text())?.[1];
const ended = async () =>
  Number(/stationmaster_db_transaction_seconds_count\{role="app"\} (\d+)/.exec(await metrics.text())?.[1] ?? 0);

test("a transaction is open or waits for a connection, and neither once it is over, however it ends", async () => {
  let release = () => {};
  let begun = () => {};
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const first = withTenant(app.db, randomUUID(), () => {
    begun();
    return new Promise<void>((resolve) => (release = resolve));
  });
  await isBegun;
  const second = withTenant(app.db, randomUUID(), () => Promise.reject(new Error("no")));
  expect(await told("open")).toBe("1");
  expect(await told("waiting")).toBe("1");
  release();
  await first;
  await expect(second).rejects.toThrow("no");
  expect(await told("open")).toBe("0");
  expect(await told("waiting")).toBe("0");
  expect(await ended()).toBe(2);

  await app.sql.end();
  await expect(withTenant(app.db, randomUUID(), async () => 1)).rejects.toThrow();
  expect(await told("waiting")).toBe("0");
  expect(await ended()).toBe(2);
});
