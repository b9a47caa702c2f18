import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportPage } from "@/features/authorization/import-page";
import { readMe } from "@/features/frame/read-me";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cards"))("import.title") };
}

export default async function Page() {
  return <ImportPage timeZone={(await readMe())?.tenant?.timeZone ?? "UTC"} />;
}
