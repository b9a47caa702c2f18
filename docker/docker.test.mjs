import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../scripts/root.mjs";
import { serviceFlags } from "../scripts/service-flags.mjs";
import { lastOf, readDockerfile, valuesOf } from "./read-dockerfile.mjs";

const read = (name) => readFileSync(join(root, "docker", name), "utf8");
const dockerfiles = readdirSync(join(root, "docker")).filter((name) => name.endsWith(".Dockerfile"));
const compose = parse(read("compose.yaml"), { merge: true });
const services = Object.entries(compose.services);
const settings = new Set(
  [...readFileSync(join(root, ".env.example"), "utf8").matchAll(/^(\w+)=/gm)].map((match) => match[1]),
);

test("there is one for each app", () => {
  expect(dockerfiles.sort()).toEqual(
    readdirSync(join(root, "apps"))
      .map((name) => `${name}.Dockerfile`)
      .sort(),
  );
});

test.each(["ocpp-server", "portal"])("the %s runs as npm start runs it", (name) => {
  const last = readDockerfile(read(`${name}.Dockerfile`)).at(-1);
  const [, ...words] = lastOf(last, "CMD");
  const given = words.slice(
    0,
    words.findIndex((word) => !word.startsWith("--")),
  );
  expect([...valuesOf(last).NODE_OPTIONS.split(" "), ...given]).toEqual(serviceFlags);
});

describe.each(dockerfiles)("%s", (name) => {
  const stages = readDockerfile(read(name));
  const last = stages.at(-1);

  test("every stage begins from Node's slim image or an earlier stage", () => {
    const names = stages.map((stage) => stage.name);
    for (const [index, { from }] of stages.entries()) {
      expect(["node:20-slim", ...names.slice(0, index).filter(Boolean)]).toContain(from);
    }
    expect(last.from).toBe("node:20-slim");
  });

  test("it runs as nobody special, says its port, and answers for its health", () => {
    expect(lastOf(last, "USER")).toBe("node");
    const check = lastOf(last, "HEALTHCHECK");
    expect(check[0]).toBe("node");
    const port = Object.entries(valuesOf(last)).find(([setting]) => setting.endsWith("_PORT"));
    expect(check.at(-1)).toContain(`process.env.${port[0]}`);
    expect(lastOf(last, "EXPOSE")).toBe(port[1]);
    // As a list: a shell in between would keep SIGTERM from the service.
    expect(Array.isArray(lastOf(last, "CMD"))).toBe(true);
  });

  test("what it copies is in the repository or made by the build", () => {
    const copied = last.steps.filter(({ word }) => word === "COPY").flatMap(({ rest }) => rest.split(" ").slice(1, -1));
    expect(copied.length).toBeGreaterThan(2);
    const made = /\/(dist|\.next|node_modules)$/;
    const missing = copied.filter((path) => !made.test(path) && !existsSync(join(root, path.replace(/^\/app\//, ""))));
    expect(missing).toEqual([]);
    for (const { rest } of last.steps.filter(({ word }) => word === "COPY")) {
      expect(stages.map((stage) => stage.name)).toContain(/^--from=(\S+)/.exec(rest)?.[1]);
    }
  });

  test("it builds packages that there are", () => {
    const built = stages.flatMap(({ steps }) =>
      steps.flatMap(({ rest }) => [...rest.matchAll(/(?:--filter=|--workspace=)(\S+)/g)]),
    );
    const packages = ["apps", "packages"]
      .flatMap((folder) => readdirSync(join(root, folder)).map((one) => join(folder, one)))
      .concat("db")
      .map((folder) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).name);
    for (const [, wanted] of built) expect(packages).toContain(wanted);
  });
});

describe("compose.yaml", () => {
  test("its services are built by Dockerfiles that there are, or have an image with a version", () => {
    for (const [name, { build, image }] of services) {
      if (build) expect(existsSync(join(root, "docker", build.context, build.dockerfile)), name).toBe(true);
      else expect(image, name).toMatch(/^[\w/-]+:\d+/);
    }
  });

  test("they wait for services that there are, in a way that those can fulfil", () => {
    for (const [, { depends_on: others = {} }] of services) {
      for (const [other, { condition }] of Object.entries(others)) {
        const awaited = compose.services[other];
        expect(awaited).toBeDefined();
        if (condition === "service_healthy") expect(awaited.healthcheck.test).toBeDefined();
        else expect(awaited).toMatchObject({ restart: "no" });
      }
    }
  });

  test("every service of ours waits for the migrations, and those for the database", () => {
    const ours = services.filter(([name]) => !["postgres", "migrate"].includes(name));
    expect(ours.map(([name]) => name).sort()).toEqual(["ocpp-server", "portal", "worker"]);
    for (const [, { depends_on: others }] of ours) expect(others).toHaveProperty("migrate");
    expect(compose.services.migrate.depends_on).toHaveProperty("postgres");
  });

  test("it sets what .env.example knows, keeps its data in volumes, and has no secret of its own", () => {
    for (const [name, { environment = {}, volumes = [] }] of services) {
      if (name !== "postgres")
        expect(
          Object.keys(environment).filter((one) => !settings.has(one)),
          name,
        ).toEqual([]);
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(":")[0]);
      for (const [setting, value] of Object.entries(environment)) {
        if (/PASSWORD|SECRET|KEY|DATABASE_URL/.test(setting)) expect(value).toMatch(/\$\{\w+:\?/);
      }
    }
  });

  test("the ports it opens lead to those that the images listen on", () => {
    for (const [, { ports = [], build }] of services) {
      const stage = build && readDockerfile(read(build.dockerfile.replace("docker/", ""))).at(-1);
      for (const port of ports) expect(port.split(":").at(-1)).toBe(lastOf(stage, "EXPOSE"));
    }
  });
});
