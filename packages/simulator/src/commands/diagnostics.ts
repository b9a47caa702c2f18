import { tokenKey } from "../authorize";
import type { CommandHandler, Station } from "../station";
import { uploadLog } from "../upload-log";

/** N01. */
export const getLog: CommandHandler<"GetLog"> = (station, request) => {
  const { logType } = request;
  const previous = station.state.log;
  const isRunning = previous?.status === "Uploading" && !previous.isCancelled;
  if (previous) previous.isCancelled = true;
  const date = station.timestamp().slice(0, 10);
  const filename = `${logType}-${station.connection.settings.identity}-${date}.log`.slice(0, 255);
  return {
    // N01.FR.12, .20: the upload before is given up, and says so under its own id.
    response: { status: isRunning ? "AcceptedCanceled" : "Accepted", filename },
    afterwards: async () => {
      if (isRunning)
        await station.send("LogStatusNotification", { status: "AcceptedCanceled", requestId: previous.requestId });
      await uploadLog(station, request, filename);
    },
  };
};

/** N09, N10. */
export const customerInformation: CommandHandler<"CustomerInformation"> = (station, request) => {
  const { requestId, report, clear, idToken, customerCertificate, customerIdentifier } = request;
  const references = [idToken, customerCertificate, customerIdentifier].filter((reference) => reference !== undefined);
  // N09.FR.09, .04.
  if (references.length !== 1) return { response: { status: "Invalid" } };
  if (!report && !clear) return { response: { status: "Rejected" } };
  const found = idToken ? informationOn(station, tokenKey(idToken)) : "";
  // N10.FR.02: the local list is the CSMS's to change.
  if (clear && idToken) station.state.authCache.delete(tokenKey(idToken));
  const data = report ? found : "";
  return { response: { status: "Accepted" }, afterwards: () => tellOfCustomer(station, requestId, data) };
};

function informationOn({ state }: Station, key: string): string {
  const lines = [
    ["authorization cache", state.authCache.get(key)],
    ["local list", state.localList.get(key)],
  ] as const;
  return lines.flatMap(([where, known]) => (known ? [`${where}: ${JSON.stringify(known.info)}`] : [])).join("\n");
}

/** N09.FR.06: nothing known is one message with nothing in it. */
export async function tellOfCustomer(station: Station, requestId: number, data: string): Promise<void> {
  const perMessage = 512;
  const parts = data.match(/[\s\S]{1,512}/g) ?? [""];
  for (const [seqNo, part] of parts.entries())
    await station.send("NotifyCustomerInformation", {
      requestId,
      seqNo,
      generatedAt: station.timestamp(),
      tbc: (seqNo + 1) * perMessage < data.length,
      data: part,
    });
}
