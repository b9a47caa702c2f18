import type { z } from "zod";
import type { createCaller } from "../root";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Caller = ReturnType<typeof createCaller>;

type Shape = z.ZodObject;
type Parts<Params extends Shape, Query extends Shape, Body extends z.ZodType> = {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
};

type Definition<Params extends Shape, Query extends Shape, Body extends z.ZodType, Reply extends z.ZodType> = {
  method: Method;
  /** As OpenAPI writes it: /stations/{identity}. */
  path: string;
  who: "tenant" | "platform";
  /** The room of the documentation it stands in. */
  tag: string;
  summary: string;
  description?: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** What the body is, where the procedure itself parses it: a union of its own says badly what is wrong. */
  bodyIs?: z.ZodType;
  /** An empty body means this. */
  emptyBody?: unknown;
  mostBytes?: number;
  reply: Reply;
  /** The type of a file that is sent as it is. */
  file?: string;
  status?: number | ((reply: z.output<Reply>) => number);
  /** Every status it answers, when it is not one. */
  statuses?: number[];
  call(caller: Caller, parts: Parts<Params, Query, Body>): Promise<z.input<Reply>>;
};

/** A row of the table, its types forgotten: what `call` gets was parsed by the very schemas beside it. */
export type Route = Definition<Shape, Shape, z.ZodType, z.ZodType>;

export function route<Params extends Shape, Query extends Shape, Body extends z.ZodType, Reply extends z.ZodType>(
  definition: Definition<Params, Query, Body, Reply>,
): Route {
  return definition as unknown as Route;
}
