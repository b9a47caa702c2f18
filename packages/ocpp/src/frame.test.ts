import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFrame, encodeFrame, type Frame, FrameError } from "./frame";

const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0"));
const id = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 36 });
// Written out and read again, because JSON knows no -0.
const json = fc.jsonValue({ maxDepth: 4 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const object = fc.dictionary(text, json, { noNullPrototype: true });
const frames: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: fc.constant("call" as const), id, action: text, payload: object }),
  fc.record({ kind: fc.constant("result" as const), id, payload: object }),
  fc.record({
    kind: fc.constant("error" as const),
    id,
    code: text,
    description: text.filter(({ length }) => length <= 255),
    details: object,
  }),
);

const decoded = (received: string): Frame | FrameError => {
  try {
    return decodeFrame(received);
  } catch (error) {
    if (error instanceof FrameError) return error;
    throw error;
  }
};

describe("any text is a frame or a precise error", () => {
  const isFrameOrError = (received: string) => {
    const result = decoded(received);
    expect(["call", "result", "error", undefined]).toContain(result.kind);
    expect(result.id.length).toBeLessThanOrEqual(36);
    if (result instanceof FrameError) expect(result.description.length).toBeLessThanOrEqual(255);
  };
  test("any string", () => fc.assert(fc.property(fc.string({ unit: "binary" }), isFrameOrError)));
  test("any bytes", () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => isFrameOrError(Buffer.from(bytes).toString())),
    ));
  test("any JSON", () => fc.assert(fc.property(fc.json(), isFrameOrError)));
  test("anything in an array that begins like a frame", () =>
    fc.assert(
      fc.property(fc.constantFrom(2, 3, 4, 5, -1, 2.5), fc.array(fc.jsonValue(), { maxLength: 6 }), (type, rest) =>
        isFrameOrError(JSON.stringify([type, ...rest])),
      ),
    ));
  test("a frame with one character changed", () =>
    fc.assert(
      fc.property(frames, fc.nat(), fc.string({ unit: "binary", maxLength: 2 }), (frame, at, by) => {
        const sent = encodeFrame(frame);
        const cut = at % sent.length;
        isFrameOrError(sent.slice(0, cut) + by + sent.slice(cut + 1));
      }),
    ));
});

test("decoding what was encoded gives the same frame", () =>
  fc.assert(
    fc.property(frames, (frame) => {
      expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
    }),
  ));

describe("the error names what is wrong, under the id of the call where it can be read", () => {
  test.each([
    ["", "-1", "RpcFrameworkError"],
    ["[2,", "-1", "RpcFrameworkError"],
    ["{}", "-1", "RpcFrameworkError"],
    ["null", "-1", "RpcFrameworkError"],
    ["[]", "-1", "RpcFrameworkError"],
    ['["2","a","Heartbeat",{}]', "-1", "RpcFrameworkError"],
    ['[2,7,"Heartbeat",{}]', "-1", "RpcFrameworkError"],
    ['[2,"","Heartbeat",{}]', "-1", "RpcFrameworkError"],
    [`[2,"${"x".repeat(37)}","Heartbeat",{}]`, "-1", "RpcFrameworkError"],
    ['[2,"a\\u0000","Heartbeat",{}]', "-1", "RpcFrameworkError"],
    ['[2,"a"]', "a", "RpcFrameworkError"],
    ['[2,"a","Heartbeat"]', "a", "RpcFrameworkError"],
    ['[2,"a","Heartbeat",{},{}]', "a", "RpcFrameworkError"],
    ['[2,"a",5,{}]', "a", "RpcFrameworkError"],
    ['[2,"a","Heartbeat",null]', "a", "ProtocolError"],
    ['[2,"a","Heartbeat",[]]', "a", "ProtocolError"],
    ['[2,"a","Authorize",{"idToken":"\\u0000"}]', "a", "FormatViolation"],
    ['[2,"a","Authorize",{"\\ud800":1}]', "a", "FormatViolation"],
    [`[2,"a","DataTransfer",{"data":${"[".repeat(100)}${"]".repeat(100)}}]`, "-1", "RpcFrameworkError"],
  ])("%s", (received, id, code) => {
    expect(decoded(received)).toMatchObject({ name: "FrameError", id, code, ignore: false });
  });
});

test("a million brackets are refused before anything is built", () => {
  expect(decoded("[".repeat(1_000_000))).toMatchObject({ id: "-1", code: "RpcFrameworkError" });
});

describe("nothing is answered to", () => {
  test.each([
    ['[5,"a",{}]', "MessageTypeNotSupported"],
    ["[9]", "MessageTypeNotSupported"],
    ['[3,"a"]', "RpcFrameworkError"],
    ['[3,"a",null]', "ProtocolError"],
    ["[3,7,{}]", "RpcFrameworkError"],
    ['[4,"a"]', "RpcFrameworkError"],
    ['[4,"a",{}]', "RpcFrameworkError"],
  ])("%s", (received, code) => expect(decoded(received)).toMatchObject({ code, ignore: true }));
  test("a broken answer still names the call it meant", () =>
    expect(decoded('[3,"a",null]')).toMatchObject({ id: "a", kind: "result" }));
});

describe("what stations were seen to send is read", () => {
  test.each([
    ['[4,"a","GenericError","","why"]', { code: "GenericError", details: "why" }],
    ['[4,"a","OccurenceConstraintViolation"]', { code: "OccurenceConstraintViolation", description: "", details: {} }],
    ['[4,"-1","NoSuchCode","x",{}]', { id: "-1", code: "NoSuchCode" }],
    ['[4,"a","GenericError",null,null]', { description: "", details: null }],
    ['[2,"a","CustomOperation",{"x":1e400}]', { action: "CustomOperation" }],
    ['[2,"a","constructor",{"__proto__":{"x":1}}]', { action: "constructor" }],
    ['[2,"a","DataTransfer",{"vendorId":"\\ud83d\\udd0c \\\\u0000"}]', { payload: { vendorId: "🔌 \\u0000" } }],
    ['[2,"a","DataTransfer",{"vendorId":"[[[\\"[[["}]', { payload: { vendorId: '[[["[[[' } }],
  ])("%s", (received, expected) => expect(decodeFrame(received)).toMatchObject(expected));
});

test("brackets inside strings do not count as nesting", () => {
  const vendorId = `${"[".repeat(200)}\\"${"{".repeat(200)}\\\\`;
  expect(decodeFrame(`[2,"a","DataTransfer",{"vendorId":"${vendorId}"}]`)).toMatchObject({ kind: "call" });
});

test("a description of an error is cut to what the frame allows", () => {
  const frame: Frame = { kind: "error", id: "a", code: "GenericError", description: "🔌".repeat(200), details: {} };
  const { description } = decodeFrame(encodeFrame(frame)) as { description: string };
  expect(description.length).toBeLessThanOrEqual(255);
  expect(description.endsWith("🔌…")).toBe(true);
});

test("an array of a hundred thousand is read without harm", () => {
  const payload = { data: Array.from({ length: 100_000 }, (_, index) => index) };
  expect(decodeFrame(JSON.stringify([2, "a", "DataTransfer", payload]))).toMatchObject({ payload });
});
