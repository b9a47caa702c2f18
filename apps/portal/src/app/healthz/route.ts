import { answerHealthz } from "@/server/answer-health";

export const dynamic = "force-dynamic";

export { answerHealthz as GET };
