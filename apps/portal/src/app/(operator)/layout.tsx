import { redirect } from "next/navigation";
import { Hydrate, prefetch, serverTrpc } from "@/client/prefetch";
import { Frame } from "@/features/frame/frame";
import { readMe } from "@/features/frame/read-me";

export default async function OperatorLayout({ children }: LayoutProps<"/">) {
  const me = await readMe();
  if (!me) redirect("/login");
  if (me.role !== "operator") redirect("/tenants");
  await prefetch([serverTrpc.me.counts.queryOptions(), serverTrpc.sites.list.queryOptions()]);
  return (
    <Hydrate>
      <Frame me={me}>{children}</Frame>
    </Hydrate>
  );
}
