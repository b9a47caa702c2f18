import { listCertificateChanges, listInstalledCertificates } from "@stationmaster/domain/certificates";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench } from "../test/a-lab";

const lab = await aLab();

type Use = NonNullable<Req<"GetInstalledCertificateIds">["certificateType"]>[number];
type Hash = Req<"DeleteCertificate">["certificateHashData"];
const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
const hash = (hashAlgorithm: Hash["hashAlgorithm"]): Hash => ({
  ...{ hashAlgorithm, issuerNameHash: "ab12", issuerKeyHash: "cd34", serialNumber: "1F" },
});

async function installed(
  certificateType: Req<"InstallCertificate">["certificateType"],
  status: Res<"InstallCertificate">["status"] = "Accepted",
) {
  const bench = await lab.station();
  await bench.operate("InstallCertificate", { certificateType, certificate }, { status });
  const { items } = await lab.inside((ctx) => listCertificateChanges(ctx, { stationId: bench.id }));
  expect(items).toMatchObject([{ kind: "install", status, certificateType }]);
}
test("M05.FR.01: a root for us (TC_M_01_CSMS)", () => installed("CSMSRootCertificate"));
test("M05.FR.01: a root for the maker (TC_M_02_CSMS)", () => installed("ManufacturerRootCertificate"));
test("M05.FR.01: a root for V2G (TC_M_03_CSMS)", () => installed("V2GRootCertificate"));
test("M05.FR.01: a root for contracts (TC_M_04_CSMS)", () => installed("MORootCertificate"));
test("M05.FR.03: a root the station could not install (TC_M_05_CSMS)", () =>
  installed("CSMSRootCertificate", "Failed"));

/** The station tells one of each type, for each algorithm there is. */
async function told(types: Use[] | undefined, tells: Use[] = types ?? [], more: object = {}): Promise<Bench> {
  const bench = await lab.station();
  for (const hashAlgorithm of ["SHA256", "SHA384", "SHA512"] as const) {
    const chain = tells.map((certificateType) => ({
      certificateType,
      certificateHashData: hash(hashAlgorithm),
      ...more,
    }));
    const certificateHashDataChain = chain as [(typeof chain)[number]];
    const request = types ? { certificateType: types as [Use] } : {};
    await bench.operate("GetInstalledCertificateIds", request, { status: "Accepted", certificateHashDataChain });
    const { items } = await lab.inside((ctx) => listInstalledCertificates(ctx, { stationId: bench.id }));
    expect(items.map(({ certificateType }) => certificateType).sort()).toEqual([...tells].sort());
    for (const item of items) expect(item.hash).toEqual(hash(hashAlgorithm));
  }
  return bench;
}
const every: Use[] = ["CSMSRootCertificate", "ManufacturerRootCertificate", "MORootCertificate", "V2GRootCertificate"];

test("M03: the root for us (TC_M_12_CSMS)", async () => void (await told(["CSMSRootCertificate"])));
test("M03: the root for the maker (TC_M_13_CSMS)", async () => void (await told(["ManufacturerRootCertificate"])));
test("M03: the root for V2G (TC_M_14_CSMS)", async () => void (await told(["V2GRootCertificate"])));
test("M03.FR.05: the chain for V2G, with what stands below (TC_M_15_CSMS)", async () => {
  await told(["V2GCertificateChain"], ["V2GCertificateChain"], { childCertificateHashData: [hash("SHA256")] });
});
test("M03: the root for contracts (TC_M_16_CSMS)", async () => void (await told(["MORootCertificate"])));
test("M03: two types at once (TC_M_17_CSMS)", async () => void (await told(every.slice(0, 2))));
test("M03: all types, by none (TC_M_18_CSMS)", async () => void (await told(undefined, every)));

test("M03.FR.02: there is none (TC_M_19_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate(
    "GetInstalledCertificateIds",
    { certificateType: ["CSMSRootCertificate"] },
    { status: "NotFound" },
  );
  expect((await lab.inside((ctx) => listInstalledCertificates(ctx, { stationId: bench.id }))).items).toEqual([]);
});

test.each(["Accepted", "Failed"] as const)(
  "M04.FR.07: one is deleted by the hashes the station told, and the station says %s (TC_M_20_CSMS, TC_M_21_CSMS)",
  async (status) => {
    const bench = await told(["ManufacturerRootCertificate"]);
    await bench.operate("DeleteCertificate", { certificateHashData: hash("SHA512") }, { status });
    const { items } = await lab.inside((ctx) => listInstalledCertificates(ctx, { stationId: bench.id }));
    expect(items).toHaveLength(status === "Accepted" ? 0 : 1);
  },
);
