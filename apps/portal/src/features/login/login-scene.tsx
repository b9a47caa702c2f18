"use client";
import { useTranslations } from "next-intl";

type Session = readonly [from: number, to: number, kind: "free" | "slowed" | "waited"];
const sites: { name: string; sessions: Session[] }[] = [
  {
    name: "Harbour Quay",
    sessions: [
      [0.5, 4, "free"],
      [6, 7.8, "slowed"],
      [10.8, 13.6, "waited"],
      [15.8, 19.7, "free"],
      [21.4, 24, "free"],
    ],
  },
  {
    name: "Fish Market",
    sessions: [
      [1.4, 5.7, "free"],
      [7.6, 12.3, "slowed"],
      [14.7, 15.8, "free"],
      [18, 21.5, "free"],
    ],
  },
  {
    name: "Old Town",
    sessions: [
      [1.4, 2.7, "free"],
      [4.7, 7.7, "free"],
      [9.5, 11, "free"],
      [13.1, 17, "free"],
      [19.9, 21.6, "waited"],
    ],
  },
  {
    name: "Mill Lane",
    sessions: [
      [0.4, 3.4, "waited"],
      [6.4, 8.1, "free"],
      [11.3, 13.8, "free"],
      [16.4, 18.6, "free"],
    ],
  },
  {
    name: "Orchard",
    sessions: [
      [0.8, 1.9, "free"],
      [3.1, 6.7, "slowed"],
      [7.4, 8.7, "waited"],
      [11.4, 14.8, "free"],
      [17, 21.2, "free"],
    ],
  },
  {
    name: "Central P2",
    sessions: [
      [0.8, 4.6, "free"],
      [6, 7.6, "free"],
      [10.4, 14.6, "free"],
      [19, 24, "waited"],
    ],
  },
  {
    name: "Canal Wharf",
    sessions: [
      [0.8, 3.7, "free"],
      [7.1, 9, "waited"],
      [9.8, 13.7, "slowed"],
      [16.3, 20, "free"],
      [21.4, 24, "free"],
    ],
  },
  {
    name: "Depot North",
    sessions: [
      [0.6, 2.1, "slowed"],
      [3, 4.6, "waited"],
      [8.5, 12.5, "free"],
      [15.9, 18.1, "free"],
      [19.1, 22.2, "slowed"],
    ],
  },
];
const [left, top, hour, line] = [60, 110, 24.2, 84];
const x = (hours: number) => left + hours * hour;

/** A day of sessions drawn as a timetable of trains: every line from plug in to plug out. */
export function LoginScene() {
  const t = useTranslations("login");
  return (
    <aside className="scene" aria-hidden="true">
      <svg viewBox="0 0 720 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        {Array.from({ length: 13 }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
          <path key={n} className="rail rail--hour" d={`M${x(n * 2)} 80V722`} />
        ))}
        {sites.map(({ name, sessions }, row) => {
          const y = top + row * line;
          return (
            <g key={name}>
              <path className="rail" d={`M${left} ${y}H680`} />
              <text x={left} y={y - 8}>
                {name}
              </text>
              {sessions.map(([from, to, kind]) => (
                <g key={from} className={kind}>
                  <path className="train" d={`M${x(from)} ${y}H${x(to)}`} />
                  <circle className="stop" cx={x(from)} cy={y} r={4.5} />
                  <circle className={to === 24 ? "stop stop--now" : "stop"} cx={x(to)} cy={y} r={to === 24 ? 6 : 4.5} />
                </g>
              ))}
            </g>
          );
        })}
        <path className="now" d={`M${x(24)} 70V722`} />
        <text className="now" x={x(24)} y={60} textAnchor="middle">
          {t("now")}
        </text>
      </svg>
      <div className="scene__veil">
        <p>{t("scene")}</p>
        <small>{t("sceneNote")}</small>
      </div>
    </aside>
  );
}
