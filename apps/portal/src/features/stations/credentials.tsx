"use client";
import { useTranslations } from "next-intl";
import QrCode from "qrcode";
import { useMemo } from "react";
import { CopyButton } from "@/ui/copy-button";
import { Notice } from "@/ui/notice";

type Props = { identity: string; url: string; password: string };

/** What goes into the station: copyable, and as a QR code for an installer's phone. */
export function Credentials({ identity, url, password }: Props) {
  const t = useTranslations("credentials");
  return (
    <div className="stack stack--4">
      <div className="credentials">
        <dl className="stack stack--3">
          <Line label={t("url")} value={url} />
          <Line label={t("identity")} value={identity} />
          <Line label={t("password")} value={password} />
        </dl>
        <Qr text={JSON.stringify({ url, identity, password })} label={t("qr")} />
      </div>
      <Notice tone="warn" title={t("once")}>
        <p>{t("onceNext")}</p>
      </Notice>
    </div>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  const t = useTranslations("ui");
  return (
    <div>
      <dt className="label">{label}</dt>
      <dd className="row between">
        <span className="mono wrap-any">{value}</span>
        <CopyButton iconOnly text={value} label={`${t("copy")}: ${label}`} />
      </dd>
    </div>
  );
}

/** Always dark on white: cameras want it so, whatever the theme. */
function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const { modules } = QrCode.create(text, { errorCorrectionLevel: "M" });
    let path = "";
    for (let y = 0; y < modules.size; y++)
      for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
    return { path, size: modules.size };
  }, [text]);
  return (
    <svg
      className="qr"
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-2} y={-2} width={size + 4} height={size + 4} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
