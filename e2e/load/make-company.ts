import { required } from "./put-stations";

/** Where a running product is, and the key of its platform. */
export type Product = { portalUrl: string; ocppUrl: string; platformKey: string };
/** How one station gets in, and a card that is accepted there. */
export type Place = { url: string; tenant: string; identity: string; password: string; idToken: string };
export type Call = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
export type Company = { call: Call; places: Place[] };

export const productAround = (): Product => ({
  portalUrl: required("PUBLIC_URL"),
  ocppUrl: required("PUBLIC_OCPP_URL"),
  platformKey: required("PLATFORM_API_KEY"),
});

/** A tenant with stations of its own, made through the HTTP API as a customer would. */
export async function makeCompany(product: Product, slug: string, count: number): Promise<Company> {
  const tenant = { slug, name: slug, currency: "EUR", timeZone: "Europe/Berlin", country: "DE" };
  const { body } = await callerOf(product, product.platformKey)("POST", "/tenants", tenant);
  const call = callerOf(product, (body as { apiKey: string }).apiKey);
  const idToken = "04A2B3C4D5E680";
  await call("PUT", `/id-tokens/${idToken}`, { type: "ISO14443", status: "Accepted" });
  const wishes = Array.from({ length: count }, (_, n) => ({ identity: `LOAD-${n + 1}` }));
  const made = await call("POST", "/stations", wishes);
  if (made.status >= 300) throw new Error(`stations were not made: ${JSON.stringify(made.body)}`);
  const url = `${product.ocppUrl}/ocpp`;
  return {
    call,
    places: (made.body as { identity: string; password: string }[]).map(({ identity, password }) => ({
      ...{ url, tenant: slug, identity, password, idToken },
    })),
  };
}

const callerOf =
  ({ portalUrl }: Product, key: string): Call =>
  async (method, path, body) => {
    const response = await fetch(`${portalUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
