import { inTenant, systemActor } from "@stationmaster/domain";
import { advanceOnboarding } from "@stationmaster/domain/business/onboarding";
import type { Handling } from "@stationmaster/jobs";
import type { Means } from "../means";

export const onboarding = ({ outlets }: Means): Handling<"onboarding"> => ({
  handle: ({ tenantId, stationId }) =>
    inTenant(outlets, tenantId, systemActor, (ctx) => advanceOnboarding(ctx, stationId)),
  concurrency: 4,
});
