import { expect, test } from "vitest";
import { redactText } from "./redact-text";

const secret = "s3cr3t-that-nobody-may-see";

test("a broken text loses what looks like a secret, and what the database cannot hold", () => {
  expect(redactText(`[2,"1","SetVariables",{"attributeValue":"${secret}"`)).not.toContain(secret);
  expect(redactText(`[2,"1","Authorize",{"idToken":{"idToken": "${secret}"`)).not.toContain(secret);
  expect(redactText(`{"vpn":{"password":"${secret.slice(0, 9)}\\"${secret}","key":"${secret}`)).not.toContain(secret);
  expect(redactText("a\0b\ud800")).toBe("a\ufffdb\ufffd");
  expect(redactText(`${"x".repeat(1_990)}"password":"${secret}"`)).not.toContain("s3c");
  expect(redactText("x".repeat(1_000_000))).toHaveLength(2_000);
});
