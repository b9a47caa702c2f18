import { oncePerProcess } from "@stationmaster/runtime";
import { z } from "zod";
import type { Failure } from "../errors";
import { httpStatuses, type ProblemKind } from "./problem";
import type { Route } from "./route";
import { routes } from "./routes";

type Json = Record<string, unknown>;

/** The document that describes the API, made of the same table that answers it. */
export const openApiDocument = (): Json => oncePerProcess("portal openapi", makeDocument);

function makeDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Stationmaster",
      version: "1",
      description:
        "Charging stations, sessions and commands. Lists page by cursor: `?limit=&cursor=` → `{items, nextCursor}`.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key of the tenant, or the platform's key" },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function operationOf(route: Route): Json {
  return {
    operationId: operationIdOf(route),
    tags: [route.tag],
    summary: route.summary,
    description: [
      route.description,
      route.who === "platform" ? "Needs the platform's key." : "Needs a key of the tenant.",
    ]
      .filter(Boolean)
      .join(" "),
    parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
    ...(route.body
      ? {
          requestBody: {
            required: route.emptyBody === undefined,
            content: { "application/json": { schema: schemaOf(route.bodyIs ?? route.body, "input") } },
          },
        }
      : {}),
    responses: { ...repliesOf(route), ...problemsOf(route) },
  };
}

export const operationIdOf = ({ method, path }: Route) =>
  method.toLowerCase() +
  path
    .split(/[/{}-]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");

function repliesOf(route: Route): Json {
  const statuses = route.statuses ?? [typeof route.status === "number" ? route.status : 200];
  const content = route.file
    ? { [route.file]: { schema: { type: "string" } } }
    : { "application/json": { schema: schemaOf(route.reply, "output") } };
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      status === 204 ? { description: "Done" } : { description: status === 202 ? "Not settled yet" : "Done", content },
    ]),
  );
}

/** What may go wrong, by what the call takes. */
function problemsOf(route: Route): Json {
  const kinds: ProblemKind[] = ["unauthorized", "forbidden", "too-much"];
  if (route.params) kinds.push("not-found");
  if (route.method !== "GET") kinds.push("conflict");
  if (route.body || route.query) kinds.push("invalid");
  if (route.body) kinds.push("too-large");
  return Object.fromEntries(
    kinds.map((kind) => [
      httpStatuses[kind],
      {
        description: kind,
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function parametersOf(shape: z.ZodObject | undefined, where: "path" | "query"): Json[] {
  if (!shape) return [];
  const schema = schemaOf(shape, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    required: where === "path" || (schema.required ?? []).includes(name),
    ...(description ? { description } : {}),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return json;
}

const kinds: (Failure["kind"] | "method-not-allowed" | "too-large")[] = Object.keys(httpStatuses) as ProblemKind[];

/** RFC 9457. */
const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "kind"],
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    kind: { type: "string", enum: kinds },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: { path: { type: "string", description: "A JSON pointer" }, message: { type: "string" } },
      },
    },
    id: { type: "string", description: "What support finds in the log" },
    requestId: { type: "string", description: "As in the header x-request-id: yours if you sent one, else ours" },
  },
};
