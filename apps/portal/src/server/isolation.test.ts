import { randomUUID } from "node:crypto";
import { connect, customerInformation } from "@stationmaster/db";
import type { Context } from "@stationmaster/domain";
import {
  bookReservation,
  createApiKey,
  createCard,
  putTemplate,
  requestReport,
  sendBulkCommand,
  templateInput,
} from "@stationmaster/domain/business";
import { putTariff } from "@stationmaster/domain/tariff-and-cost";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "./http/routes";
import { appRouter } from "./root";
import { aChargedStation, type ChargedStation } from "./test/a-charged-station";
import { aPortal, type PortalTenant } from "./test/a-portal";

const portal = await aPortal();
const owner = connect(portal.databaseUrl, { role: "owner", max: 2 });
afterAll(() => owner.sql.end());

type Victim = ChargedStation & {
  slug: string;
  tenantId: string;
  idToken: string;
  reportId: string;
  apiKeyId: string;
  reservationId: string;
  bulkCommandId: string;
  cardId: string;
  driverId: string;
  informationId: string;
};
let victim: Victim;
let victimTenant: PortalTenant;
let other: PortalTenant;
let before: string;
const tariffKey = "victim-tariff";
const templateKey = "victim-template";

beforeAll(async () => {
  victimTenant = await portal.tenant();
  other = await portal.tenant();
  const station = await aChargedStation(victimTenant, "VICTIM-1");
  const rest = await victimTenant.inside(async (room) => ({
    ...(await createCard(room, { idToken: "VICTIM-CARD", type: "Central", driver: { name: "VICTIM-DRIVER" } }).then(
      ({ id, idToken, driverId }) => ({ idToken: idToken!, cardId: id, driverId: driverId! }),
    )),
    reportId: (await requestReport(room, { kind: "transactions", from: new Date(0), to: room.now })).id,
    apiKeyId: (await createApiKey(room, { name: "VICTIM-KEY" })).id,
    reservationId: (
      await bookReservation(room, {
        ...{ stationIdentity: station.identity, evseId: 2, idToken: "VICTIM-VIP" },
        expiresAt: new Date(room.now.getTime() + 3_600_000),
      })
    ).id,
    bulkCommandId: (
      await sendBulkCommand(room, { action: "ClearCache", payload: {}, stationIdentities: [station.identity] })
    ).id,
    informationId: await anAnswer(room, station.id),
  }));
  await victimTenant.inside((room) =>
    putTariff(room, tariffKey, { name: "VICTIM-PRICE", currency: "EUR", energy: "0.49", isDefault: true }),
  );
  await victimTenant.inside((room) =>
    putTemplate(room, templateKey, templateInput.parse({ vendor: "VICTIM-VENDOR", variables: [aVariable] })),
  );
  victim = { ...station, ...rest, slug: victimTenant.slug, tenantId: victimTenant.id };
  before = await rowsOfVictim();
});

/** What a station told of a customer. */
async function anAnswer({ db, now }: Context, stationId: string): Promise<string> {
  const id = randomUUID();
  await db.insert(customerInformation).values({
    ...{ id, stationId, requestId: 1, wantsReport: true, wantsClear: false, data: "VICTIM-DATA" },
    ...{ status: "Accepted", statusAt: now, createdAt: now, completedAt: now },
  });
  return id;
}

type Caller = PortalTenant["operator"];
const page = {};
const aVariable = { component: "OCPPCommCtrlr", variable: "HeartbeatInterval", attributeValue: "1" };
const theirCard = { idToken: "THEIRS", type: "ISO14443" as const, status: "Accepted" as const };
const moments = { from: new Date(0), to: new Date() };

const aLimit = {
  evseId: 1,
  chargingProfile: {
    chargingProfilePurpose: "TxDefaultProfile" as const,
    chargingProfileKind: "Relative" as const,
    chargingSchedule: [{ chargingRateUnit: "A" as const, chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] }],
  },
};
const aProfile = {
  ...{ ocppCsmsUrl: "ws://other.example/ocpp", messageTimeout: 30, securityProfile: 1 },
  ocppInterface: "Wired0" as const,
};
const certificateHashData = {
  hashAlgorithm: "SHA256" as const,
  ...{ issuerNameHash: "a", issuerKeyHash: "b", serialNumber: "1" },
};

/** One for every procedure there is: what somebody of another tenant would send, with the victim's ids. */
const attacks: Record<string, (by: Caller, of: Victim) => Promise<unknown>> = {
  "me.get": (by) => by.me.get(),
  "me.counts": (by) => by.me.counts(),
  "overview.get": (by, { siteId }) => by.overview.get({ siteId }),
  "map.points": (by, { siteId }) => by.map.points({ siteId }),
  "sites.list": (by) => by.sites.list(),
  "sites.page": (by) => by.sites.page(page),
  "sites.create": (by) => by.sites.create({ name: "Mine", latitude: 0, longitude: 0, timeZone: "UTC" }),
  "stations.list": (by, { siteId }) => by.stations.list({ siteId, search: "victim", sort: "attention" }),
  "stations.rows": (by, { id }) => by.stations.rows({ ids: [id] }),
  "stations.counts": (by, { siteId }) => by.stations.counts({ siteId }),
  "stations.models": (by, { siteId }) => by.stations.models({ siteId }),
  "stations.get": (by, { identity }) => by.stations.get({ identity }),
  "stations.variables": (by, { identity }) => by.stations.variables({ identity }),
  "stations.curve": (by, { identity }) => by.stations.curve({ identity }),
  "stations.report": (by, { identity }) => by.stations.report({ identity }),
  "onboarding.get": (by, { identity }) => by.onboarding.get({ identity }),
  "onboarding.run": (by, { identity }) => by.onboarding.run({ identity }),
  "onboarding.accept": (by, { identity }) => by.onboarding.accept({ identity }),
  "stations.create": (by, { siteId }) => by.stations.create({ identity: "MINE-1", siteId }),
  "stations.createMany": (by, { siteId }) => by.stations.createMany([{ identity: "MINE-2", siteId }]),
  "stations.update": (by, { identity }) => by.stations.update({ identity, registrationStatus: "Rejected" }),
  "stations.setPassword": (by, { identity }) => by.stations.setPassword({ identity }),
  "stations.password": (by, { identity }) => by.stations.password({ identity }),
  "stations.changePassword": (by, { identity }) => by.stations.changePassword({ identity }),
  "stations.remove": (by, { identity }) => by.stations.remove({ identity }),
  "stations.remoteStart": (by, { identity }) => by.stations.remoteStart({ identity, idToken: "X" }),
  "sessions.list": (by, { identity, siteId }) => by.sessions.list({ stationIdentity: identity, siteId, search: "tx" }),
  "sessions.rows": (by, { transactionId }) => by.sessions.rows({ ids: [transactionId] }),
  "sessions.counts": (by, { siteId }) => by.sessions.counts({ siteId }),
  "sessions.get": (by, { transactionId }) => by.sessions.get({ id: transactionId }),
  "sessions.events": (by, { transactionId }) => by.sessions.events({ id: transactionId }),
  "sessions.meterValues": (by, { transactionId }) => by.sessions.meterValues({ id: transactionId }),
  "sessions.curve": (by, { transactionId }) => by.sessions.curve({ id: transactionId }),
  "sessions.story": (by, { transactionId }) => by.sessions.story({ id: transactionId }),
  "sessions.close": (by, { transactionId }) => by.sessions.close({ id: transactionId }),
  "sessions.ask": (by, { transactionId }) => by.sessions.ask({ id: transactionId }),
  "sessions.remoteStop": (by, { transactionId }) => by.sessions.remoteStop({ id: transactionId }),
  "commands.list": (by, { identity }) => by.commands.list({ stationIdentity: identity }),
  "commands.get": (by, { commandId }) => by.commands.get({ id: commandId }),
  "commands.send": (by, { identity }) =>
    by.commands.send({ stationIdentity: identity, action: "ClearCache", payload: {} }),
  "commands.cancel": (by, { commandId }) => by.commands.cancel({ id: commandId }),
  "bulkCommands.send": (by, { identity }) =>
    by.bulkCommands.send({ action: "ClearCache", payload: {}, stationIdentities: [identity] }),
  "bulkCommands.list": (by) => by.bulkCommands.list(page),
  "bulkCommands.get": (by, { bulkCommandId }) => by.bulkCommands.get({ id: bulkCommandId }),
  "bulkCommands.stations": (by, { bulkCommandId }) => by.bulkCommands.stations({ id: bulkCommandId }),
  "bulkCommands.rows": (by, { commandId }) => by.bulkCommands.rows({ ids: [commandId] }),
  "bulkCommands.selection": (by, { siteId }) => by.bulkCommands.selection({ siteId, search: "victim" }),
  "bulkCommands.cancel": (by, { bulkCommandId }) => by.bulkCommands.cancel({ id: bulkCommandId }),
  "network.get": (by, { identity }) => by.network.get({ identity }),
  "network.ask": (by, { identity }) => by.network.ask({ identity }),
  "network.start": (by, { identity }) => by.network.start({ identity, configurationSlot: 2, connectionData: aProfile }),
  "network.takeOutOfService": (by, { identity }) => by.network.takeOutOfService({ identity }),
  "network.putFirst": (by, { identity }) => by.network.putFirst({ identity }),
  "network.restart": (by, { identity }) => by.network.restart({ identity }),
  "network.end": (by, { identity }) => by.network.end({ identity }),
  "configurationTemplates.list": (by) => by.configurationTemplates.list({ search: "victim" }),
  "configurationTemplates.get": (by) => by.configurationTemplates.get({ key: templateKey }),
  "configurationTemplates.detail": (by) => by.configurationTemplates.detail({ key: templateKey }),
  "configurationTemplates.put": (by) =>
    by.configurationTemplates.put({ key: "mine", vendor: "Kestrel", variables: [aVariable] }),
  "configurationTemplates.remove": (by) => by.configurationTemplates.remove({ key: templateKey }),
  "configurationTemplates.history": (by) => by.configurationTemplates.history({ key: templateKey }),
  "configurationTemplates.reported": (by, { identity }) => by.configurationTemplates.reported({ identity }),
  "configurationTemplates.kinds": (by) => by.configurationTemplates.kinds(),
  "configurationTemplates.drift": (by, { siteId }) =>
    by.configurationTemplates.drift({ view: "all", siteId, search: "victim" }),
  "configurationTemplates.driftRows": (by, { id }) => by.configurationTemplates.driftRows({ ids: [id] }),
  "configurationTemplates.driftCounts": (by, { siteId }) => by.configurationTemplates.driftCounts({ siteId }),
  "configurationTemplates.ofStation": (by, { identity }) => by.configurationTemplates.ofStation({ identity }),
  "configurationTemplates.repairStation": (by, { identity }) => by.configurationTemplates.repairStation({ identity }),
  "configurationTemplates.repair": (by, { identity }) =>
    by.configurationTemplates.repair({ stationIdentities: [identity] }),
  "localAuthList.get": (by, { identity }) => by.localAuthList.get({ identity }),
  "localAuthList.entries": (by, { identity }) => by.localAuthList.entries({ identity }),
  "localAuthList.updates": (by, { identity }) => by.localAuthList.updates({ identity }),
  "localAuthList.cards": (by, { identity }) => by.localAuthList.cards({ identity, search: "VICTIM" }),
  "localAuthList.put": (by, { identity }) => by.localAuthList.put({ identity, entries: [] }),
  "localAuthList.change": (by, { identity }) => by.localAuthList.change({ identity, put: [theirCard] }),
  "localAuthList.sendInFull": (by, { identity }) => by.localAuthList.sendInFull({ identity }),
  "messages.list": (by, { identity }) => by.messages.list({ stationIdentity: identity }),
  "reports.create": (by, { siteId }) => by.reports.create({ kind: "transactions", ...moments, siteId }),
  "reports.list": (by) => by.reports.list(page),
  "reports.get": (by, { reportId }) => by.reports.get({ id: reportId }),
  "reports.file": (by, { reportId }) => by.reports.file({ id: reportId }),
  "reports.cancel": (by, { reportId }) => by.reports.cancel({ id: reportId }),
  "tariffAndCost.list": (by) => by.tariffAndCost.list({ search: "victim" }),
  "tariffAndCost.get": (by) => by.tariffAndCost.get({ key: tariffKey }),
  "tariffAndCost.detail": (by) => by.tariffAndCost.detail({ key: tariffKey }),
  "tariffAndCost.put": (by) => by.tariffAndCost.put({ key: "mine", name: "Mine", currency: "EUR", isDefault: true }),
  "tariffAndCost.simulate": (by) => by.tariffAndCost.simulate({ key: tariffKey, energyKwh: "25" }),
  "tariffAndCost.tryRates": (by) =>
    by.tariffAndCost.tryRates({ rates: { currency: "EUR" }, session: { energyKwh: "25" }, language: "en" }),
  "tariffAndCost.stations": (by, { siteId }) => by.tariffAndCost.stations({ siteId, search: "victim" }),
  "tariffAndCost.ofStation": (by, { identity }) => by.tariffAndCost.ofStation({ identity }),
  "tariffAndCost.assign": (by, { identity }) =>
    by.tariffAndCost.assign({ tariffKey: null, stationIdentities: [identity] }),
  "tariffAndCost.told": (by, { transactionId }) => by.tariffAndCost.told({ id: transactionId }),
  "tariffAndCost.tell": (by, { transactionId }) => by.tariffAndCost.tell({ id: transactionId }),
  "apiKeys.list": (by) => by.apiKeys.list(),
  "apiKeys.create": (by) => by.apiKeys.create({ name: "Mine" }),
  "apiKeys.revoke": (by, { apiKeyId }) => by.apiKeys.revoke({ id: apiKeyId }),
  "tenant.get": (by) => by.tenant.get(),
  "tenant.update": (by) => by.tenant.update({ name: "Mine" }),
  "tenants.list": (by) => by.tenants.list(page),
  "tenants.create": (by) =>
    by.tenants.create({ slug: "mine", name: "Mine", currency: "EUR", timeZone: "UTC", country: "NL" }),
  "tenants.update": (by, { slug }) => by.tenants.update({ slug, status: "suspended" }),
  "tenants.slug": (by, { slug }) => by.tenants.slug({ slug }),
  "search.all": (by) => by.search.all({ text: "victim" }),
  "live.changes": async (by) => {
    const stop = new AbortController();
    const changes = await by.live.changes();
    for await (const batch of changes) {
      stop.abort();
      return batch;
    }
    return [];
  },
  "reservation.list": (by, { identity, siteId }) =>
    by.reservation.list({ stationIdentity: identity, siteId, search: "victim" }),
  "reservation.calendar": (by, { siteId }) =>
    by.reservation.calendar({ siteId, from: new Date(), to: new Date(Date.now() + 86_400_000) }),
  "reservation.get": (by, { reservationId }) => by.reservation.get({ id: reservationId }),
  "reservation.create": (by, { identity }) =>
    by.reservation.create({ stationIdentity: identity, idToken: "X", expiresAt: new Date(Date.now() + 60_000) }),
  "reservation.cancel": (by, { reservationId }) => by.reservation.cancel({ id: reservationId }),
  "availability.get": (by, { identity }) => by.availability.get({ identity }),
  "availability.set": (by, { identity }) => by.availability.set({ identity, operationalStatus: "Inoperative" }),
  "authorization.put": (by, { idToken }) =>
    by.authorization.put({ idToken: `${idToken}-2`, type: "Central", status: "Blocked" }),
  "authorization.token": (by, { idToken }) => by.authorization.token({ idToken }),
  "authorization.list": (by) => by.authorization.list({ search: "victim" }),
  "authorization.get": (by, { cardId }) => by.authorization.get({ id: cardId }),
  "authorization.create": (by) => by.authorization.create({ idToken: "MINE", type: "Central" }),
  "authorization.change": (by, { cardId }) => by.authorization.change({ id: cardId, masterPass: true }),
  "authorization.setState": (by, { cardId }) => by.authorization.setState({ id: cardId, state: "Lost" }),
  "authorization.checkFile": (by, { idToken }) => by.authorization.checkFile({ text: `card\n${idToken}-3` }),
  "authorization.importFile": (by, { idToken }) =>
    by.authorization.importFile({ text: `card,type\n${idToken}-3,Central` }),
  "authorization.decisions": (by, { identity, cardId }) =>
    by.authorization.decisions({ stationIdentity: identity, cardId }),
  "authorization.refusals": (by) => by.authorization.refusals({}),
  "authorization.used": (by, { cardId }) => by.authorization.used({ cardId }),
  "authorization.clearCaches": (by, { cardId }) =>
    by.authorization.clearCaches({ of: { cardId }, where: "everywhere" }),
  "authorization.changes": (by, { cardId }) => by.authorization.changes({ cardId }),
  "authorization.drivers": (by) => by.authorization.drivers({ search: "victim" }),
  "authorization.driver": (by, { driverId }) => by.authorization.driver({ id: driverId }),
  "authorization.setDriverState": (by, { driverId }) =>
    by.authorization.setDriverState({ id: driverId, state: "Blocked" }),
  "displayMessage.list": (by, { identity }) => by.displayMessage.list({ identity }),
  "displayMessage.set": (by, { identity }) => by.displayMessage.set({ identity, priority: "InFront", content: "Mine" }),
  "displayMessage.clear": (by, { identity }) => by.displayMessage.clear({ identity, id: 1 }),
  "displayMessage.ask": (by, { identity }) => by.displayMessage.ask({ identity }),
  "dataTransfer.list": (by, { identity }) => by.dataTransfer.list({ identity }),
  "dataTransfer.send": (by, { identity }) => by.dataTransfer.send({ identity, vendorId: "org.example" }),
  "security.events": (by, { identity }) => by.security.events({ identity }),
  "security.requests": (by, { identity }) => by.security.requests({ identity }),
  "security.signed": (by, { identity }) => by.security.signed({ identity }),
  "certificates.installed": (by, { identity }) => by.certificates.installed({ identity }),
  "certificates.changes": (by, { identity }) => by.certificates.changes({ identity }),
  "certificates.inquiries": (by, { identity }) => by.certificates.inquiries({ identity }),
  "certificates.ask": (by, { identity }) => by.certificates.ask({ identity }),
  "certificates.install": (by, { identity }) =>
    by.certificates.install({ identity, certificateType: "CSMSRootCertificate", certificate: "PEM" }),
  "certificates.delete": (by, { identity }) => by.certificates.delete({ identity, certificateHashData }),
  "smartCharging.profiles": (by, { identity }) => by.smartCharging.profiles({ identity }),
  "smartCharging.history": (by, { identity }) => by.smartCharging.history({ identity }),
  "smartCharging.ahead": (by, { identity }) => by.smartCharging.ahead({ identity }),
  "smartCharging.schedules": (by, { identity }) => by.smartCharging.schedules({ identity }),
  "smartCharging.limits": (by, { identity }) => by.smartCharging.limits({ identity, withLifted: true }),
  "smartCharging.evMessages": (by, { identity, transactionId }) =>
    by.smartCharging.evMessages({ identity, transactionId }),
  "smartCharging.needs": (by, { transactionId }) => by.smartCharging.needs({ id: transactionId }),
  "smartCharging.set": (by, { identity }) => by.smartCharging.set({ identity, ...aLimit }),
  "smartCharging.clear": (by, { identity }) => by.smartCharging.clear({ identity, chargingProfileId: 7 }),
  "smartCharging.askProfiles": (by, { identity }) => by.smartCharging.askProfiles({ identity, stackLevel: 0 }),
  "smartCharging.askSchedule": (by, { identity }) =>
    by.smartCharging.askSchedule({ identity, evseId: 0, duration: 60 }),
  "diagnostics.events": (by, { identity }) => by.diagnostics.events({ identity }),
  "diagnostics.problems": (by, { identity }) => by.diagnostics.problems({ identity }),
  "diagnostics.monitors": (by, { identity }) => by.diagnostics.monitors({ identity }),
  "diagnostics.monitoring": (by, { identity }) => by.diagnostics.monitoring({ identity }),
  "diagnostics.logs": (by, { identity }) => by.diagnostics.logs({ identity }),
  "diagnostics.customers": (by, { identity }) => by.diagnostics.customers({ identity }),
  "diagnostics.customer": (by, { informationId }) => by.diagnostics.customer({ id: informationId }),
  "diagnostics.requestLog": (by, { identity }) =>
    by.diagnostics.requestLog({ identity, ask: { logType: "SecurityLog", remoteLocation: "https://logs.example/" } }),
  "diagnostics.requestMonitors": (by, { identity }) => by.diagnostics.requestMonitors({ identity, ask: {} }),
  "diagnostics.setMonitors": (by, { identity }) => {
    const watched = { component: { name: "EVSE" }, variable: { name: "Power" }, type: "Delta" as const, value: 1 };
    const ask = { monitors: [{ ...watched, severity: 5, duringTransaction: false }] };
    return by.diagnostics.setMonitors({ identity, ask });
  },
  "diagnostics.clearMonitors": (by, { identity }) => by.diagnostics.clearMonitors({ identity, ask: { ids: [1] } }),
  "diagnostics.setBase": (by, { identity }) => by.diagnostics.setBase({ identity, ask: { monitoringBase: "All" } }),
  "diagnostics.setLevel": (by, { identity }) => by.diagnostics.setLevel({ identity, ask: { severity: 4 } }),
  "diagnostics.requestCustomer": (by, { identity }) =>
    by.diagnostics.requestCustomer({ identity, ask: { report: true, clear: true, customerIdentifier: "C-1" } }),
  "firmware.jobs": (by, { identity }) => by.firmware.jobs({ identity }),
  "firmware.update": (by, { identity }) =>
    by.firmware.update({ identity, ask: { location: "https://files.example/x.bin" } }),
  "firmware.publish": (by, { identity }) =>
    by.firmware.publish({ identity, ask: { location: "https://files.example/x.bin", checksum: "0".repeat(32) } }),
  "firmware.unpublish": (by, { identity }) => by.firmware.unpublish({ identity, ask: { checksum: "0".repeat(32) } }),
};

/** What would give the victim away in an answer. */
const marks = () => [
  victim.id,
  victim.siteId,
  victim.transactionId,
  victim.commandId,
  victim.reportId,
  victim.apiKeyId,
  victim.reservationId,
  victim.bulkCommandId,
  victim.cardId,
  victim.driverId,
  victim.tenantId,
  victim.slug,
  "VICTIM-KEY",
  "VICTIM-PRICE",
  "VICTIM-VIP",
  "tx-1",
  "CARD-9",
  victim.informationId,
  "VICTIM-DATA",
];
/** To name what was asked for gives nothing away. */
const giveAway = (answer: unknown, asked = "") => {
  const told =
    answer instanceof Error ? answer.message.replace(/There is no [\w ]+ \S+\.$/, "") : JSON.stringify(answer ?? null);
  return marks().filter((mark) => !asked.includes(mark) && told.includes(mark));
};

/** Everything the victim has, in every table that knows tenants. */
async function rowsOfVictim(): Promise<string> {
  const tables = await owner.sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  const rows: string[] = [];
  for (const { name } of tables) {
    // The key of the victim's own test calls notes its use.
    const [row] = await owner.sql.unsafe(
      `select coalesce(string_agg(md5(t::text), ',' order by t::text), '') as rows from "${name}" t where tenant_id = '${victimTenant.id}'`,
    );
    rows.push(`${name}: ${row!.rows}`);
  }
  return rows.join("\n");
}

const procedures = Object.keys((appRouter._def as unknown as { procedures: Record<string, unknown> }).procedures);

test("there is an attack for every procedure", () => {
  expect(Object.keys(attacks).sort()).toEqual(procedures.toSorted());
});

describe("another tenant cannot reach what is not theirs by", () => {
  test.each(procedures)("%s", async (path) => {
    const answer = await attacks[path]!(other.operator, victim).catch((error: unknown) => error);
    if (answer instanceof TRPCError) expect(["NOT_FOUND", "FORBIDDEN", "BAD_REQUEST"]).toContain(answer.code);
    else expect(answer).not.toBeInstanceOf(Error);
    expect(giveAway(answer)).toEqual([]);
    expect(await rowsOfVictim()).toBe(before);
  });

  const refused = procedures.filter((path) =>
    /^(stations\.(get|update|remove|setPassword|curve|variables|report|remoteStart)|onboarding\.|sessions\.(get|events|meterValues|curve|remoteStop)|commands\.|messages\.|reports\.(get|file|cancel)|apiKeys\.revoke|authorization\.(token|get|change|setState)|tariffAndCost\.(get|detail|simulate|ofStation|assign|told|tell)|reservation\.(get|create|cancel)|availability\.|bulkCommands\.(send|get|stations|cancel)|configurationTemplates\.(get|detail|remove|history|ofStation|repair)|smartCharging\.|displayMessage\.|dataTransfer\.|security\.|certificates\.|diagnostics\.|firmware\.)/.test(
      path,
    ),
  );
  test.each(refused)("%s: it is not there", async (path) => {
    await expect(attacks[path]!(other.operator, victim)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test.each(procedures)("%s is nobody's who is not signed in", async (path) => {
  await expect(attacks[path]!(portal.callerOf({ kind: "nobody" }), victim)).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
});

const forAnybody = ["me.get", "me.counts"];

test.each(procedures.filter((path) => !forAnybody.includes(path)))(
  "%s is either a tenant's or the platform's",
  async (path) => {
    const admin = portal.callerOf({
      kind: "platform-admin",
      user: { id: victim.id, name: "Ada", email: "ada@stationmaster.example" },
    });
    const isPlatforms = path.startsWith("tenants.");
    const asOperator = attacks[path]!(other.operator, victim);
    if (isPlatforms) await expect(asOperator).rejects.toMatchObject({ code: "FORBIDDEN" });
    else await expect(attacks[path]!(admin, victim)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await asOperator.catch(() => undefined);
  },
);

/** Bodies that would be taken, for the routes that need one. */
const bodies: Record<string, unknown> = {
  "POST /tenants": { slug: "mine", name: "Mine", currency: "EUR", timeZone: "UTC", country: "NL" },
  "PATCH /tenants/{slug}": { status: "suspended" },
  "POST /sites": { name: "Mine", latitude: 0, longitude: 0, timeZone: "UTC" },
  "PUT /id-tokens/{idToken}": { type: "Central", status: "Blocked" },
  "POST /stations": { identity: "MINE-3" },
  "PATCH /stations/{identity}": { registrationStatus: "Rejected" },
  "PUT /stations/{identity}/password": { password: "a-long-password-1" },
  "POST /stations/{identity}/commands/{action}": {},
  "PUT /stations/{identity}/network-migration": { configurationSlot: 2, connectionData: aProfile },
  "POST /stations/{identity}/network-migration/order": {},
  "PUT /stations/{identity}/local-list": { entries: [] },
  "PATCH /stations/{identity}/local-list": { put: [theirCard] },
  "POST /stations/{identity}/remote-start": { idToken: "X" },
  "PUT /tariffs/{key}": { name: "Mine", currency: "EUR" },
  "POST /tariffs/{key}/simulate": { energyKwh: "25" },
  "PUT /stations/{identity}/tariff": { tariffKey: null },
  "PUT /stations/{identity}/availability": { operationalStatus: "Inoperative" },
  "POST /reservations": { stationIdentity: "MINE-3", idToken: "X", expiresAt: "2100-01-01T00:00:00Z" },
  "POST /bulk-commands": { action: "ClearCache", stationIdentities: ["VICTIM-1"] },
  "PUT /configuration-templates/{key}": { vendor: "Heron", variables: [aVariable] },
  "POST /stations/{identity}/drift/repair": {},
  "POST /drift/repair": { stationIdentities: ["VICTIM-1"] },
  "POST /stations/{identity}/charging-profiles": aLimit,
  "POST /stations/{identity}/display-messages": { priority: "InFront", content: "Mine" },
  "POST /reports": { kind: "transactions", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
};

const keyOf = ({ method, path }: (typeof routes)[number]) => `${method} ${path}`;
/** What `{id}` is, by what stands before it; elsewhere it is a command. */
const idAt = (): [string, string][] => [
  ["/transactions/", victim.transactionId],
  ["/reports/", victim.reportId],
  ["/reservations/", victim.reservationId],
  ["/bulk-commands/", victim.bulkCommandId],
  ["/charging-profiles/", "7"],
  ["/display-messages/", "1"],
  ["/customer-information/", victim.informationId],
];
const addressOf = (path: string) => {
  const id = idAt().find(([before]) => path.includes(before))?.[1] ?? victim.commandId;
  const words: Record<string, string> = {
    identity: victim.identity,
    slug: victim.slug,
    idToken: victim.idToken,
    action: "ClearCache",
    key: path.startsWith("/tariffs") ? tariffKey : templateKey,
    id,
  };
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(words[name]!));
};
/** Making one's own where the victim has the same is no attack. */
const makesItsOwn = ["PUT /id-tokens/{idToken}", "PUT /tariffs/{key}", "PUT /configuration-templates/{key}"];
/** They name the victim in their body. */
const namesVictim = ["POST /bulk-commands", "POST /drift/repair"];
const inOrder = routes.toSorted(
  (a, b) => Number(makesItsOwn.includes(keyOf(a))) - Number(makesItsOwn.includes(keyOf(b))),
);

test("there is a body for every route that needs one", () => {
  const needing = routes.filter((route) => route.body && !route.body.safeParse(undefined).success).map(keyOf);
  expect(needing.filter((key) => !(key in bodies))).toEqual([]);
});

describe("with another tenant's key, or none", () => {
  test.each(inOrder.map((route) => [keyOf(route), route] as const))("%s", async (key, route) => {
    const address = addressOf(route.path);
    const query =
      route.method === "GET" ? `?siteId=${victim.siteId}&stationIdentity=${victim.identity}&search=victim` : "";
    const answer = await other.api(route.method, address + query, bodies[key]);
    if (route.who === "platform") expect(answer.status).toBe(403);
    else if ((route.params || namesVictim.includes(key)) && !makesItsOwn.includes(key)) expect(answer.status).toBe(404);
    else expect([200, 201]).toContain(answer.status);
    expect(giveAway(answer.body, address)).toEqual([]);

    expect(await portal.api(route.method, address, { body: bodies[key] })).toMatchObject({
      status: 401,
      body: { kind: "unauthorized" },
    });
    expect(
      await portal.api(route.method, address, { body: bodies[key], key: other.apiKey.slice(0, -1) }),
    ).toMatchObject({ status: 401 });
    if (route.who === "tenant")
      expect(await portal.platform(route.method, address, bodies[key])).toMatchObject({
        status: 403,
        body: { kind: "forbidden" },
      });
    expect(await rowsOfVictim()).toBe(before);
  });
});

test("the same identity in two tenants is two stations", async () => {
  const mine = await other.api("POST", "/stations", { identity: victim.identity });
  expect(mine).toMatchObject({ status: 201 });
  expect(await other.api("GET", `/stations/${victim.identity}`)).toMatchObject({
    body: { isOnline: false, vendor: null, siteId: null },
  });
  expect(await other.api("GET", `/stations/${victim.identity}/messages`)).toMatchObject({ body: { items: [] } });
  expect(await other.api("GET", `/stations/${victim.identity}/commands/${victim.commandId}`)).toMatchObject({
    status: 404,
  });
  expect(await other.api("GET", `/transactions?stationIdentity=${victim.identity}`)).toMatchObject({
    body: { items: [] },
  });
  expect(await other.api("DELETE", `/stations/${victim.identity}`)).toMatchObject({ status: 204 });
  expect(await rowsOfVictim()).toBe(before);
});
