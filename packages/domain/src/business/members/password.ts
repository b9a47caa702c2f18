import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** argon2id: passwords of people are short and guessable, so each guess must cost (19 MiB, two rounds). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

export const makePassword = (): string => randomBytes(12).toString("base64url");

let dummy: Promise<string> | undefined;

/** Takes as long for a person who does not exist as for one who does. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword(makePassword());
  const isRight = await verify(passwordHash ?? (await dummy), password).catch(() => false);
  return passwordHash !== null && isRight;
}
