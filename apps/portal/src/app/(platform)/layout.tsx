import { redirect } from "next/navigation";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { Forbidden } from "@/features/frame/forbidden";
import { Frame } from "@/features/frame/frame";
import { readMe } from "@/features/frame/read-me";

export default async function PlatformLayout({ children }: LayoutProps<"/">) {
  const me = await readMe();
  if (!me) redirect("/login");
  await prefetch([
    serverTrpc.me.counts.queryOptions(),
    ...(me.role === "operator" ? [serverTrpc.sites.list.queryOptions()] : []),
  ]);
  return (
    <Hydrate>
      <Frame me={me}>{me.role === "platform" ? children : <Forbidden />}</Frame>
    </Hydrate>
  );
}
