import { createHmac } from "node:crypto";
import { type EvseModel, models, type StationModel } from "./models";
import { randomOf } from "./random";
import type { DemoSite, DemoTenant } from "./tenants";

export type Temperament = "steady" | "busy" | "flaky" | "faulty";

/** A station of the demo, before it is a row. */
export type DemoStation = {
  tenant: DemoTenant;
  site: DemoSite;
  identity: string;
  password: string;
  serialNumber: string;
  model: StationModel;
  evses: readonly EvseModel[];
  temperament: Temperament;
};

/** `SIM-0001` and on, in the order of the sites; the same identities in each tenant, and other stations behind them. */
export function stationsOf(tenant: DemoTenant, secret: string): DemoStation[] {
  const placed = tenant.sites.flatMap((site) =>
    site.stations.map((name) => ({ site, model: models[name] as StationModel })),
  );
  return placed.map(({ site, model }, index) => {
    const identity = `SIM-${String(index + 1).padStart(4, "0")}`;
    const random = randomOf(`${tenant.slug}/${identity}`);
    return {
      tenant,
      site,
      identity,
      password: passwordOf(secret, tenant.slug, identity),
      serialNumber: `${model.serialPrefix}-${String(Math.floor(random() * 900_000) + 100_000)}`,
      model,
      evses: model.evses,
      temperament: temperamentOf(site, index),
    };
  });
}

/** The fleet knows the secret as well, so nothing but it must be kept: 32 characters of OCPP's passwordString. */
const passwordOf = (secret: string, slug: string, identity: string) =>
  createHmac("sha256", secret).update(`${slug}/${identity}`).digest("base64url").slice(0, 32);

function temperamentOf({ habit }: DemoSite, index: number): Temperament {
  if (index % 9 === 4) return "flaky";
  if (index % 11 === 7) return "faulty";
  return habit === "motorway" ? "busy" : "steady";
}
