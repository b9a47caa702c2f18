import { type IconName, lineShapes, type StateName, stateShapes } from "./icon-shapes";

/** Drawn once in the page; every icon refers to it. */
export function IconSprite() {
  return (
    <svg style={{ display: "none" }} aria-hidden="true">
      {Object.entries(lineShapes).map(([name, d]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
          <path d={d} />
        </symbol>
      ))}
      {Object.entries(stateShapes).map(([name, d]) => (
        <symbol key={name} id={`s-${name}`} viewBox="0 0 16 16">
          <path fillRule="evenodd" d={d} />
        </symbol>
      ))}
    </svg>
  );
}

export function Icon({ name, size = "m" }: { name: IconName; size?: "s" | "m" | "l" }) {
  return (
    <svg className={size === "m" ? "i" : `i i--${size}`} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

export function StateIcon({ name, size = "m" }: { name: StateName; size?: "s" | "m" }) {
  return (
    <svg className={size === "m" ? "i" : "i i--s"} aria-hidden="true">
      <use href={`#s-${name}`} />
    </svg>
  );
}
