const made = globalThis as { [key: symbol]: unknown };

/** Next.js loads one module several times in one process; what must be single stands on globalThis. */
export function oncePerProcess<T>(name: string, make: () => T): T {
  const key = Symbol.for(`stationmaster.${name}`);
  made[key] ??= make();
  // The symbol is ours alone: what stands there came from `make` of this very call site.
  return made[key] as T;
}
