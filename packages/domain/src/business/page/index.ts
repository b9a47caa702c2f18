export * from "./page";
export * from "./rows";
