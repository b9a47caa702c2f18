export type ApiKeyRow = {
  id: string;
  name: string;
  /** The first characters, enough to recognise it. */
  prefix: string;
  createdAt: Date;
  createdBy: string | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

export type TenantSettings = {
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  country: string;
  onboarding: "immediate" | "checked";
  inventory: "manual" | "automatic";
  unknownStations: "refuse" | "pending";
  unknownProperties: "ignore" | "refuse";
  pendingIntervalSeconds: number;
  heartbeatIntervalSeconds: number;
};
