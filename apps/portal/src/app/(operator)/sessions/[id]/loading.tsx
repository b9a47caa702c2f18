import { SessionSkeleton } from "@/features/sessions/session-skeleton";

export default function Loading() {
  return <SessionSkeleton />;
}
