import { expect, test } from "vitest";
import { readArguments } from "./arguments";

test("the command line becomes the options of a station", () => {
  const given = readArguments(
    "--url ws://localhost:9220/ocpp/northwind/SIM-0001 --password secret --evses 2 --connector cCCS2 --variable TxCtrlr.TxStartPoint=Authorized --speed 10".split(
      " ",
    ),
  );
  expect(given).toMatchObject({
    scenario: undefined,
    station: {
      url: "ws://localhost:9220/ocpp/northwind/SIM-0001",
      password: "secret",
      speed: 10,
      variables: { "TxCtrlr.TxStartPoint": "Authorized" },
      evses: [{ id: 1 }, { id: 2, connectors: [{ id: 1, type: "cCCS2" }] }],
    },
  });
});

test.each([
  [["--password", "x"], "--url is missing"],
  [["--url", "ws://x/y", "--scenario", "fly"], "there is no scenario fly"],
  [["--url", "ws://x/y", "--evses", "some"], "a number was expected, greater than 0"],
  [["--colour", "red"], expect.stringContaining("--colour")],
  [["--help"], ""],
])("%j is answered in words", (argv, answer) => {
  expect(readArguments(argv)).toEqual(answer);
});
