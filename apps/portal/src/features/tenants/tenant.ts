export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  country: string;
  status: "active" | "suspended";
  stationCount: number;
  onlineCount: number;
  activeSessionCount: number;
  createdAt: Date;
};

export type CreatedTenant = { id: string; slug: string; apiKey: string; operatorPassword: string | null };
