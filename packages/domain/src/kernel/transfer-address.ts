import { z } from "zod";

const schemes = ["http:", "https:", "ftp:", "ftps:", "sftp:"];

/** Where a station fetches a file or brings one: the schemes of FileTransferProtocols, at most 512 characters. */
export const transferAddress = z
  .string()
  .trim()
  .max(512)
  .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: "An address begins with http://, https://, ftp://, ftps:// or sftp://.",
  });
