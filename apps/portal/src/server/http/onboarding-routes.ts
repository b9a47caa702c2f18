import { z } from "zod";
import { route } from "./route";
import { stationPath } from "./words";

const tag = "Stations";

const step = z.object({
  id: z.enum(["boot", "report", "variables", "acceptance"]),
  state: z
    .enum(["todo", "waiting", "done", "passed-over", "failed"])
    .describe("passed-over: there was nothing to do, as when no template holds for the station"),
  at: z.date().nullable().describe("When it came to that; of the step that is waited for, since when"),
  why: z.string().optional().describe("In one word: silent, busy, not-supported, no-template …"),
  detail: z.string().optional().describe("In the station's words"),
  asked: z.string().optional().describe("Where the command stands that was sent for it"),
  parts: z.int().optional().describe("Of the report, so far"),
  missing: z.array(z.int()).optional().describe("Parts that have not come, by their seqNo"),
  variables: z.int().optional(),
  template: z.string().optional(),
  set: z
    .array(z.object({ name: z.string(), value: z.string(), status: z.string() }))
    .optional()
    .describe("What was set, with the station's word on each"),
});

const onboarding = z.object({
  identity: z.string(),
  isOnline: z.boolean(),
  connectedAt: z.date().nullable(),
  bootedAt: z.date().nullable(),
  registrationStatus: z.enum(["Accepted", "Pending", "Rejected"]),
  connectorsReported: z.int(),
  connectorsExpected: z.int(),
  refusal: z
    .object({ at: z.date(), status: z.int(), reason: z.string() })
    .nullable()
    .describe("The newest handshake that was refused, unless the station has come through since"),
  checklist: z
    .object({
      status: z
        .enum(["running", "stopped", "done", "overruled"])
        .describe("stopped: a step failed and a person decides. overruled: a person has set the registration"),
      startedAt: z.date(),
      endedAt: z.date().nullable(),
      decidedBy: z.string().nullable(),
      steps: z.array(step),
    })
    .nullable()
    .describe("Null for a station that is accepted at once"),
});

export const onboardingRoutes = [
  route({
    method: "GET",
    path: "/stations/{identity}/onboarding",
    who: "tenant",
    tag,
    summary: "How far a new station has come",
    params: stationPath,
    reply: onboarding,
    call: (caller, { params }) => caller.onboarding.get(params),
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/onboarding",
    who: "tenant",
    tag,
    summary: "Go on with the checklist: the step that failed, once more; or all of it, for a station that is Pending",
    params: stationPath,
    reply: onboarding,
    status: 202,
    call: (caller, { params }) => caller.onboarding.run(params),
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/onboarding/accept",
    who: "tenant",
    tag,
    summary: "Accept the station past its checklist, and ask it to boot again",
    params: stationPath,
    reply: onboarding,
    status: 202,
    call: (caller, { params }) => caller.onboarding.accept(params),
  }),
];
