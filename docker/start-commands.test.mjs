import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { freePort } from "../scripts/ports.mjs";
import { until } from "../scripts/processes.mjs";
import { root } from "../scripts/root.mjs";
import { lastOf, readDockerfile } from "./read-dockerfile.mjs";

// There is no engine here to build images with, but what they would run can be run: the same commands on the same
// built files, with the environment that compose.yaml gives.
const read = (name) => readFileSync(join(root, "docker", name), "utf8");
const compose = parse(read("compose.yaml"), { merge: true });
const database = `stationmaster_docker_${process.pid}`;
const built = [
  "db/dist/migrate.js",
  "packages/jobs/dist/migrate.js",
  "apps/ocpp-server/dist/main.js",
  "apps/worker/dist/main.js",
  "apps/portal/.next/BUILD_ID",
];

describe.skipIf(built.some((path) => !existsSync(join(root, path))))(
  "what the images run (npm run build first)",
  () => {
    let sql;
    let files;
    const children = [];

    beforeAll(async () => {
      files = mkdtempSync(join(tmpdir(), "stationmaster-docker-"));
      sql = postgres(process.env.TEST_DATABASE_URL, { max: 1, onnotice: () => undefined });
      await sql.unsafe(`CREATE DATABASE ${database}`);
    });
    afterAll(async () => {
      for (const child of children) {
        child.kill("SIGKILL");
        await until(() => child.exitCode !== null || child.signalCode !== null, { withinMs: 10_000 });
      }
      await sql.unsafe(`DROP DATABASE ${database} WITH (FORCE)`);
      await sql.end();
      rmSync(files, { recursive: true, force: true });
    });

    function environmentOf(service, more = {}) {
      const url = new URL(process.env.TEST_DATABASE_URL);
      url.pathname = `/${database}`;
      const given = { ...compose.services[service].environment, DATABASE_URL: url.href, FILE_STORE: `file:${files}` };
      const filled = Object.entries(given).map(([name, value]) => [
        name,
        value.replace(/\$\{(\w+)(:[-?])?([^}]*)\}/g, fill),
      ]);
      return {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: "production",
        ...Object.fromEntries(filled),
        ...more,
      };
    }
    const fill = (_, name, kind, rest) => (kind === ":-" ? rest : `a-secret-of-a-test-named-${name}`);

    test("the migrations run, and run again", () => {
      const [shell, ...args] = compose.services.migrate.command;
      for (const _ of ["first", "second"]) {
        const { status, stderr, stdout } = spawnSync(shell, args, {
          cwd: root,
          env: environmentOf("migrate"),
          encoding: "utf8",
        });
        expect(status, `${stdout}${stderr}`).toBe(0);
      }
    });

    test.each([
      ["ocpp-server", "OCPP_PORT"],
      ["worker", "WORKER_PORT"],
      ["portal", "PORTAL_PORT"],
    ])(
      "%s starts by the command of its image, answers its own health check, and ends cleanly on SIGTERM",
      async (app, setting) => {
        const stage = readDockerfile(read(`${app}.Dockerfile`)).at(-1);
        const port = String(await freePort());
        const env = environmentOf(app, { [setting]: port });
        const [program, ...args] = lastOf(stage, "CMD").map((word) => (word === lastOf(stage, "EXPOSE") ? port : word));
        const cwd = join(root, normalize(lastOf(stage, "WORKDIR")).replace(/^\/app/, ""));
        const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
        children.push(child);
        let said = "";
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));

        const [node, ...check] = lastOf(stage, "HEALTHCHECK");
        const isHealthy = () => child.exitCode !== null || spawnSync(node, check, { env }).status === 0;
        await until(isHealthy, { withinMs: 45_000, everyMs: 200, what: `${app} to be healthy:\n${said}` });
        expect(child.exitCode, said).toBeNull();

        child.kill("SIGTERM");
        await until(() => child.exitCode !== null || child.signalCode !== null, {
          withinMs: 30_000,
          what: `${app} to end`,
        });
        expect([0, 143]).toContain(child.exitCode);
      },
      90_000,
    );
  },
);
