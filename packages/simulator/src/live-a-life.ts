import type { IdTokenType } from "@stationmaster/ocpp";
import type { SimulatedStation } from "./create-station";
import type { Evse } from "./evse";
import { between, oneOf, type Random } from "./random";
import type { Temperament } from "./temperament";

export interface Life {
  stop(): void;
}

interface World {
  random: Random;
  temperament: Temperament;
  /** Cards that are accepted, and cards that are not. */
  idTokens: IdTokenType[];
  refusedTokens: IdTokenType[];
  speed: number;
  /** A scene that failed: the CSMS did something to the station in the middle of it. */
  onTrouble: (error: unknown) => void;
}

/** Waits so many minutes of the station's time, or until its life is over. */
type Sleep = (from: number, to: number) => Promise<void>;
type Scene = Pick<World, "random" | "idTokens" | "refusedTokens"> & { sleep: Sleep };

const second = 1 / 60;

/** What happens at a station in the street: drivers come and go at each EVSE, a line breaks, a part fails. */
export function liveALife(station: SimulatedStation, world: World): Life {
  const { random, temperament, speed, onTrouble } = world;
  const wakeUps = new Set<() => void>();
  let isOver = false;
  const sleep: Sleep = (from, to) =>
    new Promise((wake) => {
      if (isOver) return wake();
      const done = () => {
        clearTimeout(timer);
        wakeUps.delete(done);
        wake();
      };
      const timer = setTimeout(done, (between(random, from, to) * 60_000) / speed);
      wakeUps.add(done);
    });
  const again = async (scene: () => Promise<void>, every: readonly [number, number] | undefined) => {
    while (every && !isOver) {
      await scene().catch((error) => (isOver ? undefined : onTrouble(error)));
      await sleep(...every);
    }
  };
  const after = async (from: number, to: number, life: () => Promise<void>) => {
    await sleep(from, to);
    if (!isOver) await life();
  };
  const scene: Scene = { ...world, sleep };

  void after(0, 8 * second, async () => {
    await station.start().catch(onTrouble);
    for (const evse of station.state.evses) {
      // Half of the cars are there already, so that there is something to see at once.
      const wait = random() < 0.5 ? 20 * second : 6;
      void after(2 * second, wait, () => again(() => oneSession(station, evse, scene), temperament.pause));
    }
    void after(4 * second, 20 * second, () => again(() => doOddJob(station, scene), [20, 60]));
    void after(2, 8, () => again(() => loseLine(station, scene), temperament.losesLine));
    void after(2, 8, () => again(() => breakDown(station, scene), temperament.breaks));
    void after(1, 6, () => again(() => beLimited(station, scene), temperament.limited));
  });
  return {
    stop() {
      isOver = true;
      for (const wake of [...wakeUps]) wake();
    },
  };
}

/** A driver comes, taps before or after plugging in, charges a while and leaves, mostly by tapping again. */
async function oneSession(station: SimulatedStation, evse: Evse, scene: Scene): Promise<void> {
  const { random, sleep } = scene;
  const isCharging = () => station.transactionAt(evse.id)?.isAuthorized ?? false;
  const isUsable = station.registration === "Accepted" && evse.isOperative && !evse.fault && !evse.plugged;
  if (!isUsable || evse.transaction) return;
  // Whom it is kept for takes their time; nobody else comes here.
  if (evse.reservation && random() < 0.8) return;
  const card = evse.reservation?.idToken ?? chooseCard(scene);
  const tapsFirst = random() < 0.3;
  if (tapsFirst && (await station.authorize(card, { evseId: evse.id })).outcome !== "started") return;
  if (tapsFirst) await sleep(3 * second, 15 * second);
  if (evse.plugged || evse.fault) return;
  const connectorId = oneOf(random, evse.connectors.map(({ id }) => id) as [number]);
  await station.plugIn(evse.id, { vehicle: aCar(random), connectorId });
  if (!tapsFirst) {
    await sleep(3 * second, 20 * second);
    await station.authorize(card, { evseId: evse.id });
  }
  // Cars on direct current speak ISO 15118, some of them to the end (K15).
  if (evse.phases === 0 && isCharging() && random() < 0.5) await station.tellNeeds(evse.id);
  const stays = isCharging() ? between(random, 4, 35) : 20 * second;
  await sleep(stays, stays);
  if (isCharging() && random() < 0.8) await station.authorize(card, { evseId: evse.id });
  await sleep(5 * second, 1);
  if (evse.plugged) await station.unplug(evse.id);
}

function chooseCard({ random, idTokens, refusedTokens }: Scene): IdTokenType {
  const cards = random() < 0.05 || idTokens.length === 0 ? refusedTokens : idTokens;
  const [first, ...others] = cards;
  return first ? oneOf(random, [first, ...others]) : { idToken: "DEADBEEF", type: "ISO14443" };
}

const aCar = (random: Random) => ({
  soc: Math.round(between(random, 12, 70)),
  targetSoc: random() < 0.7 ? 100 : 80,
  batteryWh: oneOf(random, [42_000, 58_000, 64_000, 77_000, 94_000]),
  maxAcPowerW: oneOf(random, [7_400, 11_000, 11_000, 22_000]),
  maxDcPowerW: oneOf(random, [75_000, 125_000, 170_000]),
});

async function loseLine(station: SimulatedStation, { sleep }: Scene): Promise<void> {
  if (!station.isConnected) return;
  await station.goOffline();
  await sleep(0.5, 5);
  await station.start();
}

/** What a station has to say beside charging: of its maker, its certificates, the car's, and of who opened its lid. */
async function doOddJob(station: SimulatedStation, { random }: Scene): Promise<void> {
  if (!station.isConnected) return;
  const cabinet = {
    temperatureC: Math.round(between(random, 8, 46)),
    humidityPercent: Math.round(between(random, 30, 80)),
  };
  const job = oneOf(random, [
    () => station.transferData({ vendorId: "net.stationmaster", messageId: "Echo", data: cabinet as never }),
    () => station.transferData({ vendorId: "com.wattmann", messageId: "Cabinet", data: cabinet as never }),
    () => station.askToSign(),
    () => station.askForContract("Install"),
    () => station.askCertificateStatus(),
    () => station.reportSecurityEvent("TamperDetectionActivated", "cabinet door opened"),
  ]);
  await job();
}

async function breakDown(station: SimulatedStation, { random, sleep }: Scene): Promise<void> {
  const evse = oneOf(random, station.state.evses as [Evse]);
  if (evse.fault) return;
  const what = oneOf(random, ["ground fault", "over-temperature", "contactor welded", "lost contact to the meter"]);
  await station.fault(evse.id, what);
  await sleep(3, 15);
  await station.repair(evse.id);
}

/** The energy manager of the site takes a part of the power away, and gives it back. */
async function beLimited(station: SimulatedStation, { random, sleep }: Scene): Promise<void> {
  if (!station.isConnected) return;
  const ratedW = station.state.evses.reduce((sum, { maxPowerW }) => sum + maxPowerW, 0);
  const limitW = Math.round((ratedW * between(random, 0.3, 0.7)) / 1000) * 1000;
  await station.limitFromOutside({ source: "EMS", limitW, isGridCritical: random() < 0.2 });
  await sleep(3, 12);
  await station.limitFromOutside(undefined);
}
