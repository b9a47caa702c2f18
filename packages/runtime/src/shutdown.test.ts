import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";

// Signals are heard by a process of their own.
let program: string;
beforeAll(async () => {
  const source = `
    import { onShutdown, watchSignals, isShuttingDown } from ${JSON.stringify(fileURLToPath(new URL("./shutdown.ts", import.meta.url)))};
    const say = (text) => process.stdout.write(text + "\\n");
    watchSignals({ info: () => undefined, error: ({ step }) => say("failed: " + step) }, { withinMs: 5_000 });
    onShutdown(() => say("database closed"), { name: "database" });
    onShutdown(() => { throw new Error("no"); }, { name: "faulty" });
    const forget = onShutdown(() => say("never"), { name: "forgotten" });
    forget();
    onShutdown(() => new Promise(() => undefined), { name: process.env.HANG ?? "hanging", withinMs: Number(process.env.WITHIN ?? 50) });
    onShutdown(async () => say("sockets drained, draining " + isShuttingDown()), { name: "sockets" });
    setInterval(() => undefined, 1_000);
    say("up");
  `;
  const bundled = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  program = bundled.outputFiles[0]?.text ?? "";
});

async function aProcess(env = {}) {
  const child = spawn(process.execPath, ["--input-type=module"], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { ...process.env, ...env },
  });
  child.stdin.end(program);
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => said.push(line));
  await once(lines, "line");
  return { child, said, ended: once(child, "close").then(([code]) => code as number | null) };
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s: last opened closes first, and no step keeps the next",
  async (signal) => {
    const { child, said, ended } = await aProcess();
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(said).toEqual([
      "up",
      "sockets drained, draining true",
      "failed: hanging",
      "failed: faulty",
      "database closed",
    ]);
  },
);

test("asked a second time it ends at once", async () => {
  const { child, said, ended } = await aProcess({ WITHIN: "60000" });
  child.kill("SIGTERM");
  const isDraining = () => said.some((line) => line.startsWith("sockets drained"));
  while (!isDraining()) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGTERM");
  expect(await ended).toBe(1);
  expect(said).not.toContain("database closed");
});
