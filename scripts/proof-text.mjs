/** docs/proof.md of what the measures said: first every promise, then each measure with its figures. */
export function proofText(proof) {
  const said = Object.entries(proof);
  return `${[
    "# Proof",
    "",
    "What Stationmaster promises, measured. Repeat it with `npm run prove`, which writes this page; one part of it with",
    "`npm run prove -- crash`. Everything runs on one machine: Postgres, the services and those who press them share its processors,",
    "so that the ratios tell more than the numbers.",
    "",
    ...table(
      ["Promise", "Seen", "Held", "Measure"],
      said.flatMap(([name, { promises }]) =>
        promises.map(({ promise, figure, isHeld, limit }) => [
          promise,
          limit ? `${figure}; ${limit}` : figure,
          isHeld ? "yes" : "**no**",
          `[${name}](#${name})`,
        ]),
      ),
    ),
    "",
    ...said.flatMap(([name, measure]) => section(name, measure)),
  ].join("\n")}\n`;
}

function section(name, { title, how, call, at, machine, columns, rows, notes, isSound }) {
  const { processors, model, memoryGiB, system, node } = machine;
  return [
    `## ${name}`,
    "",
    `**${title}**`,
    "",
    how,
    "",
    ...table(
      columns,
      rows.map((row) => row.map(wordOf)),
    ),
    "",
    ...notes.map((note) => `- ${note}`),
    ...(isSound ? [] : ["- **Not sound: something was lost, refused or stored twice.**"]),
    ...(notes.length > 0 || !isSound ? [""] : []),
    `\`npm run load -w e2e -- ${call}\`, ${at.slice(0, 10)}, ${processors} × ${model}, ${memoryGiB} GiB, ${system}, Node ${node}.`,
    "",
  ];
}

const table = (columns, rows) =>
  [columns, columns.map(() => "---"), ...rows].map((cells) => `| ${cells.map(inCell).join(" | ")} |`);
const inCell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const wordOf = (cell) =>
  typeof cell === "number"
    ? cell.toLocaleString("en", { maximumFractionDigits: cell < 10 ? 2 : cell < 1000 ? 1 : 0 })
    : (cell ?? "?");
