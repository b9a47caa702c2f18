import { answerReportFile } from "@/server/answer-report-file";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ id: string }> };

export const GET = async (request: Request, { params }: Params): Promise<Response> =>
  answerReportFile(request, (await params).id);
