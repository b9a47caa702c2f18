import { PageSkeleton } from "@/features/frame/page-skeleton";

export default function Loading() {
  return <PageSkeleton />;
}
