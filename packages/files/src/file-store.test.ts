import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFileStore } from "./create-file-store";
import type { FileStore } from "./file-store";
import { BadFileKeyError, pathOf } from "./path-of";

const [northwind, southgate] = ["0199a1b2-0000-7000-8000-000000000001", "0199a1b2-0000-7000-8000-000000000002"];
const report = (name: string, tenantId = northwind as string) => ({ tenantId, name: `reports/${name}` });

let root: string;
let store: FileStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "stationmaster-files-"));
  store = createFileStore(`file:${root}`);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("a file", () => {
  test("is read as it was put, whether it came whole or in pieces", async () => {
    const pieces = Readable.from([Buffer.from("a;b\n"), "1;ü\n", Buffer.alloc(200_000, "x")]);
    expect(await store.put(report("a.csv"), pieces)).toMatchObject({ bytes: 200_009 });
    const found = await store.get(report("a.csv"));
    expect(found?.bytes).toBe(200_009);
    expect(await text(found?.stream ?? Readable.from([]))).toBe(`a;b\n1;ü\n${"x".repeat(200_000)}`);
  });

  test("of the same key is replaced, also while the old one is being read", async () => {
    await store.put(report("b.csv"), "old");
    const old = await store.get(report("b.csv"));
    await store.put(report("b.csv"), "newer");
    expect(await text(old?.stream ?? Readable.from([]))).toBe("old");
    expect(await store.stat(report("b.csv"))).toMatchObject({ bytes: 5, storedAt: expect.any(Date) });
  });

  test("whose source breaks off leaves the former one, and nothing half written", async () => {
    await store.put(report("c.csv"), "complete");
    const breaking = (async function* () {
      yield "half";
      throw new Error("the query failed");
    })();
    await expect(store.put(report("c.csv"), breaking)).rejects.toThrow("the query failed");
    expect(await store.stat(report("c.csv"))).toMatchObject({ bytes: 8 });
    expect((await readdir(join(root, northwind ?? "", "reports"))).filter((name) => name.endsWith(".part"))).toEqual(
      [],
    );
  });

  test("is gone once deleted; deleting it again says that there was none", async () => {
    await store.put(report("d.csv"), "x");
    expect(await store.delete(report("d.csv"))).toBe(true);
    expect(await store.delete(report("d.csv"))).toBe(false);
    expect(await store.get(report("d.csv"))).toBeUndefined();
    expect(await store.stat(report("d.csv"))).toBeUndefined();
  });

  test("of one tenant is not another's, and a folder is no file", async () => {
    await store.put(report("e.csv"), "northwind");
    expect(await store.get(report("e.csv", southgate))).toBeUndefined();
    const folder = { tenantId: northwind ?? "", name: "reports" };
    expect(await store.get(folder)).toBeUndefined();
    expect(await store.delete(folder)).toBe(false);
    expect(await store.stat(report("e.csv"))).toMatchObject({ bytes: 9 });
  });
});

test.each([
  ["", "a"],
  ["..", "a"],
  ["a/b", "a"],
  [northwind, ""],
  [northwind, "../other/a.csv"],
  [northwind, "a/../../b"],
  [northwind, "/etc/passwd"],
  [northwind, "a//b"],
  [northwind, "a\\b"],
  [northwind, "a\0b"],
  [northwind, ".hidden"],
  [northwind, "a.part"],
  [northwind, "-rf"],
  [northwind, "x".repeat(121)],
  [northwind, "a/b/c/d/e/f/g/h/i"],
])("tenant %j, name %j is refused", async (tenantId, name) => {
  await expect(store.put({ tenantId: tenantId ?? "", name }, "x")).rejects.toThrow(BadFileKeyError);
});

test("whatever the key, a path lies below its tenant's folder", () => {
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), fc.string()), fc.oneof(fc.webPath(), fc.string()), (tenantId, name) => {
      let path: string;
      try {
        path = pathOf("/files", { tenantId, name });
      } catch (error) {
        expect(error).toBeInstanceOf(BadFileKeyError);
        return;
      }
      expect(path.startsWith(`/files/${tenantId}/`)).toBe(true);
    }),
  );
});

test.each([
  ["s3://bucket?endpoint=http://x", /S3 is not supported yet/],
  ["/var/files", /not understood/],
  ["file:", /names no folder/],
])("the location %s is refused with the reason", (location, reason) => {
  expect(() => createFileStore(location)).toThrow(reason);
});
