import { answerReadyz } from "@/server/answer-health";

export const dynamic = "force-dynamic";

export { answerReadyz as GET };
