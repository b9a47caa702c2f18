import { expect, test } from "vitest";
import { answerAuth } from "./answer-auth";
import { answerTrpc } from "./answer-trpc";
import { aPortal } from "./test/a-portal";

await aPortal();

/** A body whose length nobody tells; counts what is read of it. */
function anEndless(path: string, mebibytes: number, contentType = "application/json") {
  let read = 0;
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  const body = new ReadableStream({
    pull(controller) {
      read += 1;
      if (read > mebibytes) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const request = new Request(`http://localhost:3000${path}`, {
    ...{ method: "POST", headers: { "content-type": contentType }, body },
    ...({ duplex: "half" } as object),
  });
  return { request, read: () => read };
}

const login = { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) };

test.each(["application/json", "application/x-www-form-urlencoded"])(
  "nobody who is not signed in makes the login read a long body: %s",
  async (contentType) => {
    const { request, read } = anEndless("/api/auth/callback/credentials", 100, contentType);
    expect((await answerAuth(request, login)).status).toBe(413);
    expect(read()).toBeLessThan(5);
  },
);

test("a login that is no JSON is the asker's fault", async () => {
  const request = new Request("http://localhost:3000/api/auth/callback/credentials", {
    ...{ method: "POST", headers: { "content-type": "application/json" }, body: "{" },
  });
  expect((await answerAuth(request, login)).status).toBe(400);
});

test("a procedure reads no body longer than it may be", async () => {
  const { request, read } = anEndless("/api/trpc/stations.create", 100);
  expect((await answerTrpc(request)).status).toBe(413);
  expect(read()).toBeLessThan(6);
  const { request: short } = anEndless("/api/trpc/stations.create", 1);
  expect((await answerTrpc(short)).status).toBe(401);
});
