import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { landing } from "./landing";

const origin = "https://portal.example";

describe("where a login leads", () => {
  test.each([
    ["/stations?site=1&view=offline", "/stations?site=1&view=offline"],
    ["/sessions/1#ledger", "/sessions/1#ledger"],
    [`${origin}/reports`, "/reports"],
    [undefined, "/"],
    [["/a", "/b"], "/"],
    ["", "/"],
    ["stations", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/.//evil.example", "/"],
    ["/..//evil.example/x", "/"],
    ["https://evil.example/", "/"],
    [`${origin}.evil.example/`, "/"],
    [`${origin}@evil.example/`, "/"],
    ["javascript:alert(1)", "/"],
    ["/login?from=/login", "/"],
    ["/api/auth/signout", "/"],
  ])("%j leads to %s", (asked, path) => {
    expect(landing(asked, origin)).toBe(path);
  });

  test("whatever is asked for, the browser stays with us", () => {
    const nasty = fc.string({ unit: fc.constantFrom(..."/\\.:@ \t\nevil%?#a") });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webUrl({ withQueryParameters: true })), (asked) => {
        const path = landing(asked, origin);
        expect(path).toMatch(/^\/(?![/\\])/);
        expect(new URL(path, origin).origin).toBe(origin);
      }),
    );
  });
});
