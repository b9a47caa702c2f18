export { answerHealth, type HealthQuestions, type Readiness } from "./answer-health";
export { createLogger, type Logger } from "./create-logger";
export { mayReadMetrics } from "./may-read-metrics";
export { createMetrics, type Metrics, metrics } from "./metrics";
export { oncePerProcess } from "./once-per-process";
export { EnvError, flag, port, readEnv } from "./read-env";
export { serveHealth } from "./serve-health";
export { isShuttingDown, onShutdown, shutdown, watchSignals } from "./shutdown";
export { watchCrashes } from "./watch-crashes";
