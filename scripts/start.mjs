import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildAll } from "./build.mjs";
import { installMissing } from "./install.mjs";
import { isFree } from "./ports.mjs";
import { start as startPostgres } from "./postgres.mjs";
import { root } from "./root.mjs";
import { takeDataDir } from "./running.mjs";
import { runService, signalGroup } from "./service.mjs";
import { serviceFlags } from "./service-flags.mjs";
import { keyFile, readSettings, surroundings } from "./settings.mjs";

const usage = `npm start                 everything, with demo data and a simulated fleet
npm start -- --no-demo    without both
Ports and places: see .env.example`;

const say = (text) => process.stdout.write(`${text}\n`);
const stops = [];
const services = [];
let stopping;

main().catch(async (error) => {
  if (!stopping) process.stderr.write(`\n${error.message}\n`);
  await stopAll();
  process.exit(1);
});

async function main() {
  const withDemo = readArguments(process.argv.slice(2));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  // Whoever reads us may go first; that must not keep us from stopping the rest.
  process.stdout.on("error", () => undefined);

  const settings = readSettings();
  const running = await takeDataDir(settings.dataDir, say);
  stops.push(running.release);
  await refuseTakenPorts(settings.ports);
  installMissing(say);

  const began = Date.now();
  say("building what changed");
  const building = buildAll();
  stops.push(building.stop);
  if (!settings.databaseUrl) settings.databaseUrl = await keepPostgres(settings.dataDir);
  await building.done;
  say(`built in ${seconds(began)}`);
  const env = surroundings(settings);

  runOnce("db/dist/migrate.js", env);
  runOnce("packages/jobs/dist/migrate.js", env);
  const logins = runOnce(withDemo ? "db/seed/dist/demo.js" : "db/seed/dist/first-admin.js", env);

  await startServices(settings, env, withDemo, running);
  say(welcome(settings, env, logins, seconds(began)));
}

function readArguments(given) {
  if (given.includes("--help")) {
    say(usage);
    process.exit(0);
  }
  const unknown = given.find((argument) => argument !== "--no-demo");
  if (unknown) throw new Error(`Unknown argument ${unknown}\n${usage}`);
  return !given.includes("--no-demo");
}

async function refuseTakenPorts(ports) {
  const taken = [];
  for (const [name, port] of Object.entries(ports)) if (!(await isFree(port))) taken.push(`${name}=${port}`);
  if (taken.length === 0) return;
  throw new Error(
    `Somebody listens on ${taken.join(" and ")} already. Stop that program, or choose other ports:\n` +
      `  ${taken.map((one) => one.replace(/\d+$/, (port) => String(Number(port) + 1000))).join(" ")} npm start`,
  );
}

async function keepPostgres(dataDir) {
  let starting = startPostgres({ dataDir });
  // Also when we are asked to stop before it is up.
  stops.push(() => starting.then((postgres) => postgres.stop()));
  const { port, url } = await starting;
  const watch = async () => {
    while (!stopping) {
      await (await starting).exited;
      if (stopping) return;
      say("Postgres ended and is started again");
      // On the same port: the services know it by that.
      starting = startAgain({ dataDir, port });
    }
  };
  // Nothing is wrong with one that could not come back before we were asked to stop.
  watch().catch(() => undefined);
  return url;
}

/** Until it is there: what kept it down, a full disk perhaps, is taken away while the services wait. */
async function startAgain(how) {
  for (let pauseMs = 500; ; pauseMs = Math.min(pauseMs * 2, 8_000)) {
    try {
      return await startPostgres(how);
    } catch (error) {
      if (stopping) throw error;
      say(`${error.message}\nPostgres is tried again in ${pauseMs / 1000} s`);
      await sleep(pauseMs);
    }
  }
}

function runOnce(script, env) {
  const args = ["--enable-source-maps", join(root, script)];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
  if (error || status !== 0) throw new Error(`${script} failed:\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
  return stdout;
}

async function startServices({ ports }, env, withDemo, running) {
  const add = (name, script, more = {}) => {
    if (stopping) throw new Error("stopped while it was starting");
    const args = ["--enable-source-maps", join(root, script)];
    const service = runService({ name, args, env, say, launched: () => running.remember(services), ...more });
    services.push(service);
    running.remember(services);
    return service;
  };
  const ready = (port) => ({ readyUrl: `http://127.0.0.1:${port}/readyz` });
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const three = [
    add("ocpp-server", "apps/ocpp-server/dist/main.js", {
      args: [...serviceFlags, join(root, "apps", "ocpp-server", "dist", "main.js")],
      ...ready(ports.OCPP_PORT),
    }),
    add("worker", "apps/worker/dist/main.js", ready(ports.WORKER_PORT)),
    add("portal", "", {
      args: [...serviceFlags, next, "start", "--port", String(ports.PORTAL_PORT)],
      cwd: join(root, "apps", "portal"),
      ...ready(ports.PORTAL_PORT),
    }),
  ];
  stops.push(() => Promise.all(three.map((service) => service.stop())));
  await Promise.all(three.map((service) => service.ready()));
  if (withDemo) {
    const fleet = add("fleet", "packages/simulator/dist/fleet.js");
    // Pushed last, so stopped first: the stations say goodbye while there is still somebody to hear it.
    stops.push(() => fleet.stop());
  }
}

function welcome({ ports, dataDir }, env, logins, took) {
  return `
Stationmaster is ready (${took}): ${services.map(({ name }) => name).join(", ")}.

  Portal     ${env.PUBLIC_URL}
  HTTP API   ${env.PUBLIC_URL}/api/docs
             platform key: ${process.env.PLATFORM_API_KEY ? "PLATFORM_API_KEY" : keyFile(dataDir, "platform-api-key")}
  Stations   ${env.PUBLIC_OCPP_URL}/ocpp/{tenant}/{identity}
  Health     http://localhost:${ports.OCPP_PORT}/readyz  http://localhost:${ports.PORTAL_PORT}/readyz  http://localhost:${ports.WORKER_PORT}/readyz
  Data       ${dataDir}
${logins ? `\n${logins.trimEnd().replace(/^/gm, "  ")}\n` : ""}
Ctrl-C stops all of it.
`;
}

function onSignal() {
  if (stopping) {
    // Asked twice: no more waiting.
    for (const { pid } of services) if (pid) signalGroup(pid, "SIGKILL");
    return;
  }
  say("\nstopping");
  stopAll().then(() => {
    say("stopped");
    process.exit(0);
  });
}

function stopAll() {
  stopping ??= (async () => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        process.stderr.write(`${error.message}\n`);
      }
    }
  })();
  return stopping;
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
