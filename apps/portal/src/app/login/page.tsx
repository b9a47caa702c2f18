import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { readMe } from "@/features/frame/read-me";
import { landing } from "@/features/login/landing";
import { outcomeOf } from "@/features/login/log-in";
import { LoginPage } from "@/features/login/login-page";
import { publicOrigin } from "@/features/login/public-origin";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("login"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/login">) {
  const { from, callbackUrl, error } = await searchParams;
  const leadsTo = landing(from ?? callbackUrl, publicOrigin());
  if (await readMe()) redirect(leadsTo);
  return <LoginPage leadsTo={leadsTo} before={typeof error === "string" ? outcomeOf(error) : undefined} />;
}
