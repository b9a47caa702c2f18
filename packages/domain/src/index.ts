export * from "./blocks";
export * from "./kernel";
