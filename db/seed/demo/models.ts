/** What stands in the street. Makers and models are invented. */
export type StationModel = {
  vendorName: string;
  model: string;
  firmwareVersion: string;
  serialPrefix: string;
  evses: readonly EvseModel[];
};

export type EvseModel = {
  /** 0: direct current. */
  phases: 0 | 3;
  maxPowerW: number;
  connectors: readonly ("cType2" | "cCCS2" | "cG105" | "sType2")[];
};

const socket = { phases: 3, maxPowerW: 22_000, connectors: ["sType2"] } as const satisfies EvseModel;
const cable = { phases: 3, maxPowerW: 22_000, connectors: ["cType2"] } as const satisfies EvseModel;
const ccs = (maxPowerW: number) => ({ phases: 0, maxPowerW, connectors: ["cCCS2"] }) as const satisfies EvseModel;

export const models = {
  post: {
    vendorName: "Voltaris",
    model: "Duo 22",
    firmwareVersion: "4.2.1",
    serialPrefix: "VD22",
    evses: [socket, socket],
  },
  wallbox: {
    vendorName: "Voltaris",
    model: "Wall 11",
    firmwareVersion: "4.1.7",
    serialPrefix: "VW11",
    evses: [{ ...cable, maxPowerW: 11_000 }],
  },
  depot: { vendorName: "Halden", model: "Depot AC", firmwareVersion: "2.8.0", serialPrefix: "HDA", evses: [cable] },
  rapid: {
    vendorName: "Nordlicht",
    model: "HPC 150",
    firmwareVersion: "1.19.3",
    serialPrefix: "NL150",
    evses: [ccs(150_000), { ...ccs(75_000), connectors: ["cCCS2", "cG105"] }],
  },
  ultra: {
    vendorName: "Nordlicht",
    model: "HPC 300",
    firmwareVersion: "1.21.0",
    serialPrefix: "NL300",
    evses: [ccs(300_000), ccs(300_000)],
  },
} as const satisfies Record<string, StationModel>;

export type ModelName = keyof typeof models;
