import "@/ui/ui.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { DataProvider } from "@/client/trpc";
import { isTheme } from "@/features/frame/preferences";
import { IconSprite } from "@/ui/icon";
import { NowProvider } from "@/ui/now";

export const metadata: Metadata = { title: { template: "%s · Stationmaster", default: "Stationmaster" } };
export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f7f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0f11" },
  ],
};

export default async function RootLayout({ children }: LayoutProps<"/">) {
  const chosen = await cookies();
  const theme = chosen.get("theme")?.value;
  return (
    <html
      lang={await getLocale()}
      data-theme={isTheme(theme) && theme !== "system" ? theme : undefined}
      data-density={chosen.get("density")?.value === "compact" ? "compact" : undefined}
      suppressHydrationWarning
    >
      <body>
        <IconSprite />
        <NextIntlClientProvider>
          <NowProvider at={Date.now()}>
            <DataProvider>{children}</DataProvider>
          </NowProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
