import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddStationPage } from "@/features/onboarding/add-station-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("onboarding"))("title") };
}

export default function Page() {
  return <AddStationPage />;
}
