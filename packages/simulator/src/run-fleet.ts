import type { IdTokenType } from "@stationmaster/ocpp";
import { createStation, type SimulatedStation } from "./create-station";
import { liveALife } from "./live-a-life";
import type { StationOptions } from "./options";
import { seededRandom } from "./random";
import type { Violation } from "./station";
import { temperaments } from "./temperament";

export interface FleetStation extends Omit<StationOptions, "url" | "speed" | "seed"> {
  identity: string;
  password: string;
  /** Instead of the fleet's: for a station of another tenant. */
  urlBase?: string;
  temperament?: keyof typeof temperaments;
  /** Cards of the drivers who come by: those that are accepted, and those that are not. */
  idTokens?: (IdTokenType | string)[];
  refusedTokens?: (IdTokenType | string)[];
}

export interface FleetOptions {
  /** ws://host:port/ocpp/tenant */
  urlBase: string;
  stations: FleetStation[];
  /** How fast their time runs. The timestamps run with it, so 1 is right wherever people look at them. */
  speed?: number;
  seed?: number;
  onViolation?: (identity: string, violation: Violation) => void;
  onTrouble?: (identity: string, error: unknown) => void;
}

export interface Fleet {
  stations: SimulatedStation[];
  /** Ends what is charging, as a power cut would, and closes all lines. */
  stop(): Promise<void>;
}

/** Stations that boot, charge, idle and fail now and then, each at its own pace, until they are stopped. */
export function runFleet({ urlBase, stations: wanted, speed = 1, seed = 1, ...listeners }: FleetOptions): Fleet {
  const lives = wanted.map((given, index) => {
    const { urlBase: own, temperament = "steady", idTokens = [], refusedTokens = [], ...options } = given;
    const station = createStation({
      meterIntervalSeconds: 30,
      keepsFrames: 0,
      reportsSecurityEvents: true,
      ...options,
      url: own ?? urlBase,
      speed,
      seed: seed * 1_000 + index,
    });
    station.onViolation((violation) => listeners.onViolation?.(station.identity, violation));
    const life = liveALife(station, {
      random: seededRandom(seed * 7_919 + index),
      temperament: temperaments[temperament],
      idTokens: idTokens.map(cardOf),
      refusedTokens: refusedTokens.map(cardOf),
      speed,
      onTrouble: (error) => listeners.onTrouble?.(station.identity, error),
    });
    return { station, life };
  });
  return {
    stations: lives.map(({ station }) => station),
    async stop() {
      for (const { life } of lives) life.stop();
      await Promise.all(lives.map(({ station }) => station.powerDown()));
    },
  };
}

const cardOf = (card: IdTokenType | string): IdTokenType =>
  typeof card === "string" ? { idToken: card, type: "ISO14443" } : card;
