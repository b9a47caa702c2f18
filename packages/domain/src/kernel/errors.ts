/** What is wrong, in plain words. Each edge translates the kind once: tRPC code, HTTP problem, CALLERROR. */
export type ErrorKind = "not-found" | "conflict" | "invalid" | "forbidden" | "offline" | "too-much" | "unavailable";

export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    message: string,
    /** The input field at fault, when there is one. */
    readonly field?: string,
  ) {
    super(message);
    this.name = "DomainError";
  }
}

export class NotFoundError extends DomainError {
  constructor(what: string, id: string | number) {
    super("not-found", `There is no ${what} ${id}.`);
  }
}

export class ConflictError extends DomainError {
  constructor(message: string, field?: string) {
    super("conflict", message, field);
  }
}

export class InvalidError extends DomainError {
  constructor(message: string, field?: string) {
    super("invalid", message, field);
  }
}

export class ForbiddenError extends DomainError {
  constructor(message: string) {
    super("forbidden", message);
  }
}
