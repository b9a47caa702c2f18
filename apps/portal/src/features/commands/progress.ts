import type { Tone } from "@/ui/tag";

const words = {
  good: ["Uploaded", "Installed", "Published", "Unpublished"],
  bad: [
    ...["UploadFailure", "BadMessage", "PermissionDenied", "NotSupportedOperation", "refused"],
    ...["DownloadFailed", "InvalidSignature", "InstallationFailed", "InstallVerificationFailed"],
    ...["InvalidChecksum", "PublishFailed", "InvalidCertificate", "RevokedCertificate"],
  ],
  warn: ["Rejected", "AcceptedCanceled", "silent", "expired", "Invalid", "NoFirmware", "DownloadOngoing"],
  plain: ["cancelled", "replaced", "Idle", "unasked"],
} satisfies Partial<Record<Tone, string[]>>;

/** How a word of the station, or of ours, about something under way is to be read. */
export const toneOf = (status: string): Tone =>
  (Object.keys(words) as (keyof typeof words)[]).find((tone) => words[tone].includes(status)) ?? "info";

/** The effect that was seen is that it went wrong. */
export const isFailure = ({ what, detail }: { what: string; detail: string | null }): boolean =>
  what === "status" && detail !== null && toneOf(detail) === "bad";
