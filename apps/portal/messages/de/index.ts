import type english from "../en";
import availability from "./availability.json";
import bulk from "./bulk.json";
import cards from "./cards.json";
import certificates from "./certificates.json";
import chart from "./chart.json";
import commands from "./commands.json";
import configuration from "./configuration.json";
import credentials from "./credentials.json";
import dataTransfer from "./dataTransfer.json";
import device from "./device.json";
import diagnostics from "./diagnostics.json";
import displayMessage from "./displayMessage.json";
import energy from "./energy.json";
import failure from "./failure.json";
import firmware from "./firmware.json";
import frames from "./frames.json";
import issues from "./issues.json";
import ledger from "./ledger.json";
import live from "./live.json";
import localList from "./localList.json";
import login from "./login.json";
import map from "./map.json";
import messages from "./messages.json";
import nav from "./nav.json";
import onboarding from "./onboarding.json";
import overview from "./overview.json";
import password from "./password.json";
import progress from "./progress.json";
import registration from "./registration.json";
import remove from "./remove.json";
import report from "./report.json";
import reports from "./reports.json";
import reservation from "./reservation.json";
import search from "./search.json";
import security from "./security.json";
import session from "./session.json";
import sessions from "./sessions.json";
import settings from "./settings.json";
import sites from "./sites.json";
import start from "./start.json";
import station from "./station.json";
import stationSessions from "./stationSessions.json";
import stations from "./stations.json";
import status from "./status.json";
import stop from "./stop.json";
import story from "./story.json";
import table from "./table.json";
import tariffs from "./tariffs.json";
import templates from "./templates.json";
import tenants from "./tenants.json";
import time from "./time.json";
import ui from "./ui.json";
import user from "./user.json";

export default {
  availability,
  bulk,
  cards,
  certificates,
  chart,
  commands,
  configuration,
  credentials,
  energy,
  dataTransfer,
  displayMessage,
  device,
  diagnostics,
  failure,
  firmware,
  frames,
  issues,
  ledger,
  live,
  localList,
  login,
  map,
  messages,
  nav,
  onboarding,
  overview,
  password,
  progress,
  registration,
  remove,
  report,
  reports,
  reservation,
  search,
  security,
  session,
  sessions,
  settings,
  sites,
  start,
  station,
  stationSessions,
  stations,
  status,
  stop,
  story,
  table,
  tariffs,
  templates,
  tenants,
  time,
  ui,
  user,
} satisfies typeof english;
