// Who may import whom: one rule for each line of ARCHITECTURE.md.

const tests = "\\.(test|spec)\\.(ts|tsx|mjs)$";
const ours = "^(apps|packages|db|schemas|e2e)/";
const rooms = "^packages/domain/src/(?:blocks|business)";

/** Production code under `from` may import of ours only itself and `allowed`. */
const mayImport = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: tests },
  to: { path: ours, pathNot: [from, ...allowed] },
});

/** What `from` imports from `to` may only be types. */
const onlyTypes = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: tests },
  to: { path: to, dependencyTypesNot: ["type-only"] },
});

/** Only code under `knowers`, and tests, may import these packages. */
const only = (name, packages, knowers, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: ours, pathNot: [...knowers, tests] },
  to: { path: `(^|/)node_modules/(@types/)?(${packages})(/|$)` },
});

module.exports = {
  forbidden: [
    mayImport("ocpp-imports-nothing", "^packages/ocpp/", ["^schemas/"], "the protocol is pure"),
    mayImport("schemas-import-nothing", "^schemas/", [], "they are made from the official files alone"),
    mayImport("runtime-imports-nothing", "^packages/runtime/", [], "every process needs it"),
    mayImport("pki-imports-nothing", "^packages/pki/", [], "certificates are pure"),
    mayImport("db-imports", "^db/(?!seed/)", ["^packages/ocpp/", "^packages/runtime/"], "db → ocpp (types), runtime"),
    onlyTypes("db-knows-types-of-ocpp", "^db/(?!seed/)", "^packages/ocpp/", "db → ocpp types"),
    mayImport("bus-imports", "^packages/bus/", ["^packages/runtime/"], "bus → runtime"),
    mayImport("jobs-imports", "^packages/jobs/", ["^packages/runtime/"], "jobs → runtime"),
    mayImport("files-imports", "^packages/files/", ["^packages/runtime/"], "files → runtime"),
    mayImport(
      "domain-imports",
      "^packages/domain/",
      ["^packages/(ocpp|pki|bus|jobs|files)/", "^db/(?!seed/)"],
      "domain → ocpp, db, pki, bus, jobs and files",
    ),
    onlyTypes(
      "domain-knows-types-of-jobs-and-files",
      "^packages/domain/",
      "^packages/(jobs|files)/",
      "the edges hold them",
    ),
    mayImport(
      "simulator-imports",
      "^packages/simulator/",
      ["^packages/(ocpp|runtime)/", "^schemas/"],
      "simulator → ocpp, runtime",
    ),
    mayImport(
      "testing-imports",
      "^packages/testing/",
      ["^db/", "^packages/(domain|simulator|bus|jobs|files|ocpp|runtime)/", "^apps/ocpp-server/"],
      "testing runs an OCPP server of its own, and knows no other app",
    ),
    {
      name: "testing-is-for-tests",
      comment: "what runs in production does not know the builders of tests",
      severity: "error",
      from: { path: "^(apps|packages|db|schemas)/", pathNot: [tests, "^packages/testing/", "(^|/)test/"] },
      to: { path: "^packages/testing/" },
    },
    {
      name: "apps-never-import-apps",
      severity: "error",
      from: { path: "^apps/([^/]+)/" },
      to: { path: "^apps/", pathNot: "^apps/$1/" },
    },
    {
      name: "nothing-imports-apps",
      comment: "packages stand below the apps; a browser test drives them from outside",
      severity: "error",
      from: { path: "^(packages|db|schemas|e2e)/", pathNot: [tests, "^packages/testing/"] },
      to: { path: "^apps/" },
    },

    only(
      "ws",
      "ws",
      ["^apps/ocpp-server/", "^packages/simulator/", "^e2e/"],
      "sockets are the server's and the simulator's",
    ),
    only("ajv", "ajv|ajv-formats", ["^schemas/", "^packages/ocpp/"], "OCPP frames are checked in one place"),
    only("bullmq", "bullmq", ["^packages/jobs/", "^apps/worker/"], "queues have one door"),
    only(
      "ioredis",
      "ioredis",
      ["^packages/(bus|jobs)/", "^apps/worker/"],
      "Redis is reached by the bus and the queues",
    ),
    only("drizzle", "drizzle-orm|drizzle-kit", ["^db/", "^packages/domain/"], "tables are known to db and domain"),
    only(
      "web",
      "next|next-auth|next-intl|react|react-dom|@trpc|@tanstack",
      ["^apps/portal/"],
      "the web is the portal's",
    ),

    {
      name: "rooms-have-one-door",
      comment: "a room imports another room by its index.ts only",
      severity: "error",
      from: { path: `${rooms}/([^/]+)/` },
      to: { path: `${rooms}/[^/]+/`, pathNot: [`${rooms}/$1/`, "/index\\.ts$"] },
    },
    {
      name: "kernel-knows-no-room",
      severity: "error",
      from: { path: "^packages/domain/src/kernel/", pathNot: tests },
      to: { path: `${rooms}/` },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: ours, pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: { path: ours },
      // Made by the build of the schemas and by Next.js.
      to: { couldNotResolve: true, pathNot: ["^\\./dist/", "\\.next/"] },
    },
    {
      name: "no-test-in-production",
      severity: "error",
      from: { path: ours, pathNot: tests },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "(^|/)dist/", "\\.next/"] },
    exclude: { path: ["\\.next/", "(^|/)dist/chunks/", "^apps/portal/public/"] },
    tsPreCompilationDeps: true,
    // For the alias @/ of the portal; nobody else uses it.
    webpackConfig: { fileName: `${__dirname}/scripts/portal-alias.cjs` },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json", ".css", ".d.ts"],
    },
    skipAnalysisNotInRules: true,
  },
};
