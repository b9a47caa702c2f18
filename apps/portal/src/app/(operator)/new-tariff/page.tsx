import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readMe } from "@/features/frame/read-me";
import { TariffEditor } from "@/features/tariff-and-cost/tariff-editor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tariffs"))("new") };
}

export default async function Page() {
  const tenant = (await readMe())?.tenant;
  return tenant ? <TariffEditor currency={tenant.currency} timeZone={tenant.timeZone} /> : null;
}
