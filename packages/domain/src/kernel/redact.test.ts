import fc from "fast-check";
import { expect, test } from "vitest";
import { redact, redacted } from "./redact";

const secret = "s3cr3t-that-nobody-may-see";
const of = (component: string, name: string, rest: object) => ({
  component: { name: component },
  variable: { name },
  ...rest,
});

const secrets: [string, unknown][] = [
  [
    "A01.FR.09: the password in SetVariables",
    { setVariableData: [of("SecurityCtrlr", "BasicAuthPassword", { attributeValue: secret })] },
  ],
  ["in another spelling", { setVariableData: [of("securityctrlr", "basicauthpassword", { attributeValue: secret })] }],
  [
    "in the result of GetVariables",
    {
      getVariableResult: [
        of("SecurityCtrlr", "BasicAuthPassword", { attributeStatus: "Accepted", attributeValue: secret }),
      ],
    },
  ],
  [
    "in a report",
    {
      reportData: [
        of("SecurityCtrlr", "BasicAuthPassword", { variableAttribute: [{ value: secret, mutability: "WriteOnly" }] }),
      ],
    },
  ],
  ["in an event", { eventData: [of("SecurityCtrlr", "BasicAuthPassword", { actualValue: secret })] }],
  ["of a vendor's own variable", { setVariableData: [of("Wifi", "WifiPassphrase", { attributeValue: secret })] }],
  ["C04.FR.04: a PIN", { idToken: { idToken: secret, type: "KeyCode" } }],
  ["a PIN as the group", { idTokenInfo: { status: "Accepted", groupIdToken: { idToken: secret, type: "KeyCode" } } }],
  ["a PIN in a local list", { localAuthorizationList: [{ idToken: { idToken: secret, type: "KeyCode" } }] }],
  [
    "the network profile's",
    { connectionData: { apn: { apn: "x", apnPassword: secret }, vpn: { password: secret, key: secret } } },
  ],
  ["a SIM's PIN as a text", { connectionData: { apn: { simPin: secret } } }],
  ["a SIM's PIN as a number", { connectionData: { apn: { simPin: 1234 } } }],
  ["a password in an address", { firmware: { location: `ftp://fitter:${secret}@files.example/fw.bin` } }],
  [
    "a private key beside a certificate",
    { certificate: `PEM -----BEGIN EC PRIVATE KEY-----\n${secret}\n-----END EC PRIVATE KEY-----\n` },
  ],
  ["a private key that was cut off", { data: `-----BEGIN PRIVATE KEY-----\n${secret}` }],
  ["a vendor's own", { customData: { vendorId: "x", adminPassword: secret } }],
  ["where the schema wants none", { idToken: { idToken: secret, type: "KeyCode", more: [{ secret }] } }],
];

test.each(secrets)("%s is blanked", (_what, payload) => {
  const clean = JSON.stringify(redact(payload));
  expect(clean).not.toContain(secret);
  expect(clean).not.toContain("1234");
  expect(clean).toContain(redacted);
});

test("what is no secret stays, as the very same object", () => {
  const payload = {
    idToken: { idToken: "04A1", type: "ISO14443" },
    setVariableData: [of("OCPPCommCtrlr", "HeartbeatInterval", { attributeValue: "300" })],
    location: "https://files.example/a?b=c@d",
    key: "value",
  };
  expect(redact(payload)).toBe(payload);
});

test("the original is never touched", () => {
  const payload = { a: [{ idToken: { idToken: secret, type: "KeyCode" } }], b: { c: 1 } };
  const before = structuredClone(payload);
  const clean = redact(payload) as typeof payload;
  expect(payload).toEqual(before);
  expect(clean.b).toBe(payload.b);
});

test("any JSON comes through, and only what holds a secret changes", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => redact(value)).not.toThrow();
      expect(redact({ wrapped: value, password: secret })).toMatchObject({ password: redacted });
    }),
  );
});
