import { type StateName, stateShapes } from "./icon-shapes";

/** Worst first: what a cluster is drawn as. Faulted and Offline are squares, all others discs. */
export const mapRank = [
  "available",
  "reserved",
  "occupied",
  "ended",
  "charging",
  "paused-ev",
  "paused-evse",
  "unavailable",
  "unknown",
  "offline",
  "faulted",
] as const satisfies StateName[];

const squares = new Set<StateName>(["faulted", "offline"]);

export type MapColors = {
  marks: Record<StateName, string>;
  surface: string;
  text: string;
  ring: string;
  water: string;
  land: string;
  border: string;
};

/** What the tokens mean right now, in the theme in force. */
export function readColors(element: HTMLElement): MapColors {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    marks: Object.fromEntries(mapRank.map((state) => [state, read(`--st-${state}-mark`)])) as Record<StateName, string>,
    surface: read("--surface"),
    text: read("--text"),
    ring: read("--accent-ring"),
    water: read("--water"),
    land: read("--land"),
    border: read("--border"),
  };
  probe.remove();
  return colors;
}

/** `pin:<state>`, `group:<rank>:<count>` or `label:<text>`, drawn when the map first asks for it. */
export function drawMapImage(id: string, colors: MapColors): { image: ImageData; pixelRatio: number } | undefined {
  const [kind, first = "", ...rest] = id.split(":");
  if (kind === "pin") return drawPin(first as StateName, colors);
  if (kind === "group") return drawGroup(mapRank[Number(first)] ?? "available", rest[0] ?? "", colors);
  if (kind === "label") return drawLabel([first, ...rest].join(":"), colors);
  return undefined;
}

const ratio = 2;

function canvas(width: number, height: number) {
  const element = document.createElement("canvas");
  element.width = Math.ceil(width * ratio);
  element.height = Math.ceil(height * ratio);
  const context = element.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.scale(ratio, ratio);
  return context;
}

function finish(context: CanvasRenderingContext2D) {
  return { image: context.getImageData(0, 0, context.canvas.width, context.canvas.height), pixelRatio: ratio };
}

function ground(context: CanvasRenderingContext2D, state: StateName, width: number, height: number, colors: MapColors) {
  context.beginPath();
  context.roundRect(1, 1, width - 2, height - 2, squares.has(state) ? 6 : height / 2);
  context.fillStyle = colors.marks[state];
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colors.surface;
  context.stroke();
}

function shape(context: CanvasRenderingContext2D, state: StateName, x: number, y: number, size: number, color: string) {
  context.save();
  context.translate(x, y);
  context.scale(size / 16, size / 16);
  context.fillStyle = color;
  context.fill(new Path2D(stateShapes[state]), "evenodd");
  context.restore();
}

function drawPin(state: StateName, colors: MapColors) {
  const context = canvas(26, 26);
  ground(context, state, 26, 26, colors);
  shape(context, state, 6, 6, 14, colors.surface);
  return finish(context);
}

function drawGroup(state: StateName, count: string, colors: MapColors) {
  const font = "600 13px system-ui, sans-serif";
  const measure = canvas(1, 1);
  measure.font = font;
  const width = 34 + measure.measureText(count).width;
  const context = canvas(width, 30);
  ground(context, state, width, 30, colors);
  shape(context, state, 8, 8, 14, colors.surface);
  context.font = font;
  context.fillStyle = colors.surface;
  context.textBaseline = "middle";
  context.fillText(count, 26, 15.5);
  return finish(context);
}

function drawLabel(text: string, colors: MapColors) {
  const font = "600 12px system-ui, sans-serif";
  const measure = canvas(1, 1);
  measure.font = font;
  const context = canvas(measure.measureText(text).width + 8, 18);
  context.font = font;
  context.textBaseline = "middle";
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = colors.land;
  context.strokeText(text, 4, 9);
  context.fillStyle = colors.text;
  context.fillText(text, 4, 9);
  return finish(context);
}
