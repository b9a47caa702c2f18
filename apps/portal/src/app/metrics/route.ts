import { answerMetrics } from "@/server/answer-health";

export const dynamic = "force-dynamic";

export { answerMetrics as GET };
