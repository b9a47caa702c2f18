import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, type Locale } from "./locales";

const messagesOf = {
  en: () => import("../../messages/en"),
  de: () => import("../../messages/de"),
} satisfies Record<Locale, () => Promise<{ default: object }>>;

export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get("locale")?.value, (await headers()).get("accept-language"));
  return {
    locale,
    messages: (await messagesOf[locale]()).default,
    // Times name the site's zone wherever they are shown; this is only what a forgotten one would fall back to.
    timeZone: "UTC",
  };
});
