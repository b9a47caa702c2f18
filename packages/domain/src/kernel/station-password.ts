import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789*-_=:+|@.";

/** A password as a station may carry it: 32 characters of passwordString, about 190 bits (A00.FR.205). */
export function makeStationPassword(): string {
  let password = "";
  while (password.length < 32) {
    for (const byte of randomBytes(64)) {
      // Bytes past the last whole round of the alphabet are thrown away, so that each character is as likely as the next.
      if (byte < 256 - (256 % alphabet.length) && password.length < 32) password += alphabet[byte % alphabet.length];
    }
  }
  return password;
}

/** 16 to 40 characters of OCPP's passwordString. */
export const isStationPassword = (password: string) => /^[a-zA-Z0-9*\-_=:+|@.]{16,40}$/.test(password);

const digest = (salt: string, password: string) => createHash("sha256").update(salt).update(password).digest();

/** A fast salted hash: the secret is long and random, and a slow one would turn a boot storm into minutes. */
export function hashStationPassword(password: string): string {
  const salt = randomBytes(16).toString("base64url");
  return `sha256$${salt}$${digest(salt, password).toString("base64url")}`;
}

export function isPasswordOf(hash: string, password: string): boolean {
  const [kind, salt, expected] = hash.split("$");
  if (kind !== "sha256" || !salt || !expected) return false;
  return timingSafeEqual(digest(salt, password), Buffer.from(expected, "base64url"));
}

/** Hashes of passwords that are all good until one is used; a blank stands between them. */
export const hashesOf = (hashes: string | null): string[] => hashes?.split(" ") ?? [];

/** More tries whose answers were lost than anybody makes; the oldest goes. */
const mostHashes = 5;

export const withHash = (hashes: string | null, hash: string): string =>
  [...hashesOf(hashes), hash].slice(-mostHashes).join(" ");
