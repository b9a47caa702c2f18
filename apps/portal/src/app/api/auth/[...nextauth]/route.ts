import { answerAuth } from "@/server/answer-auth";

export { answerAuth as GET, answerAuth as POST };
