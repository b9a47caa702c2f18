import { expect, test } from "vitest";
import { finishAnswers, inFlight } from "./in-flight";
import { aPortal } from "./test/a-portal";

const portal = await aPortal();

test("a process that is asked to end answers what was asked, and lets the rest go", async () => {
  const tenant = await portal.tenant();
  await tenant.api("POST", "/stations", { identity: "CS-1" });
  const changes = await tenant.operator.live.changes();
  const watching = (async () => {
    for await (const _ of changes);
  })();
  watching.catch(() => undefined);

  let answer: (text: string) => void = () => undefined;
  const slow = inFlight(new Promise<string>((resolve) => (answer = resolve)));
  const waiting = tenant.api("POST", "/stations/CS-1/commands/ClearCache?wait=300");
  let isOver = false;
  const over = finishAnswers().then(() => (isOver = true));

  expect(await waiting).toMatchObject({ status: 202, body: { status: "queued" } });
  // A browser that hears of an end stays away; this one comes back.
  await expect(watching).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  expect(isOver).toBe(false);
  answer("done");
  expect(await slow).toBe("done");
  await over;
});
