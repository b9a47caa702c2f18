export const redacted = "[redacted]";

/** Properties that are secrets wherever they stand: the network profile's, and vendors' own in customData. */
const secretKey = /password|passphrase|secret|^(simPin|pin|psk|privateKey)$/i;
/** Variables of the device model whose values are secrets (A01.FR.09), the vendors' included. */
const secretVariable = /password|passphrase|secret|pin$|psk|privatekey/i;
const valueKeys = ["attributeValue", "value", "actualValue"];
/** Of a text that holds one, as where somebody pastes more than the certificate. */
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const urlWithPassword = /^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:)[^/?#]*@/i;

/** A payload without its secrets, valid or not; the same object when it holds none. */
export function redact<T>(payload: T): T {
  // What is blanked may have been a number or an object: it is for keeping and showing, not for reading.
  return walk(payload, "") as T;
}

export const holdsPrivateKey = (text: string): boolean => text.search(privateKey) >= 0;

export const isSecretVariable = (name: string): boolean => secretVariable.test(name);

function walk(value: unknown, key: string): unknown {
  if (typeof value === "string")
    return secretKey.test(key)
      ? redacted
      : value.replace(urlWithPassword, `$1${redacted}@`).replace(privateKey, redacted);
  if (typeof value !== "object" || value === null) return secretKey.test(key) && value !== null ? redacted : value;
  if (Array.isArray(value)) return walkArray(value, key);
  return walkObject(value as Record<string, unknown>, key);
}

function walkArray(values: unknown[], key: string): unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, value] of values.entries()) {
    const clean = walk(value, key);
    if (clean === value) continue;
    copy ??= [...values];
    copy[index] = clean;
  }
  return copy ?? values;
}

function walkObject(object: Record<string, unknown>, name: string): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  const set = (key: string, value: unknown) => {
    if (value === object[key]) return;
    copy ??= { ...object };
    copy[key] = value;
  };
  const hasSecretValue = holdsSecretVariable(object);
  for (const [key, value] of Object.entries(object)) {
    if (hasSecretValue && valueKeys.includes(key)) set(key, redacted);
    else if (hasSecretValue && key === "variableAttribute") set(key, blankValues(value));
    // C04.FR.04: a KeyCode is a PIN, and so is the group's.
    else if (key === "idToken" && typeof value === "string" && object.type === "KeyCode") set(key, redacted);
    // The VPN's shared key.
    else if (key === "key" && name === "vpn") set(key, redacted);
    else set(key, walk(value, key));
  }
  return copy ?? object;
}

function holdsSecretVariable({ variable }: Record<string, unknown>): boolean {
  if (typeof variable !== "object" || variable === null || !("name" in variable)) return false;
  return typeof variable.name === "string" && isSecretVariable(variable.name);
}

const blankValues = (attributes: unknown): unknown =>
  Array.isArray(attributes)
    ? attributes.map((attribute) =>
        typeof attribute === "object" && attribute !== null && "value" in attribute
          ? { ...attribute, value: redacted }
          : attribute,
      )
    : redacted;
