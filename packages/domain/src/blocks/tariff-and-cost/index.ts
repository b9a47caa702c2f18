// Block I: tariff and cost.
import { costUpdated } from "./cost-updated";

export { type ClockVerdict, clockShift, type JudgedStep } from "./charged-time";
export { clockSteps } from "./clock-steps";
export { sendRunningCost } from "./cost-updated";
export { type CostEvent, costsToTell } from "./costs-to-tell";
export { type Price, priceOf, type Rates, type Usage } from "./price";
export { priceClosedSession, priceReopenedSessions } from "./price-closed-session";
export { runningCost, type SessionCost, sessionCosts } from "./session-costs";
export { simulateTariff, simulation, tryRates } from "./simulate-tariff";
export {
  getTariff,
  listTariffs,
  listTariffVersions,
  putTariff,
  setStationTariffs,
  type Tariff,
  type TariffRates,
  tariffInput,
  tariffKey,
} from "./tariff";
export { tariffAtStation } from "./tariff-at-station";
export { type PersonalMessage, tariffMessage, tariffText } from "./tariff-message";
export { costUpdated };

export const messages = [];
export const commands = [costUpdated];
