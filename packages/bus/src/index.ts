export type { Bus, OnMessage, Unsubscribe } from "./bus";
export { createBus } from "./create-bus";
export { type Doorbell, doorbell, type Ring } from "./doorbell";
export type { LiveChange } from "./live-change";
export { type LiveInlet, liveInlet } from "./live-inlet";
export { type LiveOutlet, liveOutlet } from "./live-outlet";
