import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ConnectorType, EvseOptions } from "../evse";
import type { StationOptions } from "../options";

export const usage = `
npm run station -- --url ws://localhost:9220/ocpp/northwind/SIM-0001 --password SECRET

  --url ADDRESS          the station's address, its identity last
  --identity NAME        where the address does not end with it
  --password SECRET      or the environment variable STATION_PASSWORD
  --evses COUNT          1
  --connector TYPE       cType2 (cCCS2 charges with direct current)
  --power WATTS          what each EVSE can deliver
  --speed FACTOR         1: how fast the station's time runs
  --meter-interval SECS  60: between the meter values of a transaction
  --variable NAME=VALUE  of the device model, as often as wanted: TxCtrlr.TxStartPoint=Authorized
  --more-variables COUNT so many more in the device model, of its maker's own: 20000
  --local-controller     publishes firmware for the stations behind it
  --ca FILE              certificates to trust, for wss
  --scenario charge      plugs in, taps, charges, taps, unplugs and ends; --minutes 15, --token 04A1B2C3
  --fleet FILE           many stations that live by themselves, from a JSON file
  --quiet                does not print every frame
  --help`;

export interface Arguments {
  station: StationOptions;
  isQuiet: boolean;
  scenario: string | undefined;
  fleet: string | undefined;
  minutes: number;
  token: string;
}

const options = {
  url: { type: "string" },
  identity: { type: "string" },
  password: { type: "string" },
  evses: { type: "string", default: "1" },
  connector: { type: "string", default: "cType2" },
  power: { type: "string" },
  speed: { type: "string", default: "1" },
  "meter-interval": { type: "string", default: "60" },
  variable: { type: "string", multiple: true },
  "more-variables": { type: "string", default: "0" },
  "local-controller": { type: "boolean", default: false },
  ca: { type: "string" },
  scenario: { type: "string" },
  minutes: { type: "string", default: "15" },
  token: { type: "string", default: "04A1B2C3" },
  fleet: { type: "string" },
  quiet: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** What was asked for, or what is wrong with it; an empty text asks for help. */
export function readArguments(argv: string[]): Arguments | string {
  try {
    const { values } = parseArgs({ args: argv, options });
    if (values.help) return "";
    if (!values.url && !values.fleet) return "--url is missing";
    if (values.scenario !== undefined && values.scenario !== "charge") return `there is no scenario ${values.scenario}`;
    const numbers = [values.evses, values.speed, values["meter-interval"], values.minutes, values.power ?? "1"];
    if (numbers.some((text) => !(Number(text) > 0))) return "a number was expected, greater than 0";
    return {
      station: stationOptions(values),
      isQuiet: values.quiet,
      scenario: values.scenario,
      fleet: values.fleet,
      minutes: Number(values.minutes),
      token: values.token,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

function stationOptions(values: Values): StationOptions {
  const password = values.password ?? process.env.STATION_PASSWORD;
  return {
    url: values.url ?? "ws://localhost",
    evses: Array.from({ length: Number(values.evses) }, (_, index) => evse(index + 1, values)),
    speed: Number(values.speed),
    meterIntervalSeconds: Number(values["meter-interval"]),
    reportsSecurityEvents: true,
    moreVariables: Number(values["more-variables"]) || 0,
    isLocalController: values["local-controller"] ?? false,
    variables: Object.fromEntries(
      (values.variable ?? []).map((text) => text.split(/=(.*)/s).slice(0, 2) as [string, string]),
    ),
    ...(password === undefined ? {} : { password }),
    ...(values.identity === undefined ? {} : { identity: values.identity }),
    ...(values.ca === undefined ? {} : { ca: readFileSync(values.ca, "utf8") }),
  };
}

const evse = (id: number, { connector, power }: Values): EvseOptions => ({
  id,
  connectors: [{ id: 1, type: connector as ConnectorType }],
  ...(power === undefined ? {} : { maxPowerW: Number(power) }),
});
