import { useTranslations } from "next-intl";
import { useDuration } from "@/ui/format";
import { Notice } from "@/ui/notice";
import type { SessionDetail } from "./session";
import { useWhen } from "./use-when";

/** More are told by the story. */
const most = 5;

/** A clock that was set in mid-session: by how much, and which time is charged for the stretch it falls in. */
export function ClockNotice({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.clock");
  const when = useWhen(session);
  const duration = useDuration();
  const { steps } = session.clock;
  const isSure = steps.some(({ verdict }) => verdict !== "doubtful");
  return (
    <Notice tone="warn" title={t(isSure ? "wasSet" : "mayBeSet")}>
      <ul>
        {steps.slice(0, most).map(({ seqNo, at, verdict, seconds, chargedSeconds }) => (
          <li key={`${seqNo} ${at.getTime()}`}>
            {t(verdict, { when: when(at), by: duration(Math.abs(seconds)), charged: duration(chargedSeconds) })}
          </li>
        ))}
      </ul>
      {steps.length > most ? <p>{t("more", { n: steps.length - most })}</p> : null}
    </Notice>
  );
}
