/** How a station of the fleet lives; in minutes, from and to. */
export interface Temperament {
  /** Between two drivers at an EVSE. */
  pause: [from: number, to: number];
  /** Between two losses of the line, or never. */
  losesLine?: [from: number, to: number];
  /** Between two faults, or never. */
  breaks?: [from: number, to: number];
  /** Between two limits from outside, or never. */
  limited?: [from: number, to: number];
}

export const temperaments = {
  steady: { pause: [4, 20] },
  busy: { pause: [0.5, 4], limited: [15, 60] },
  flaky: { pause: [3, 15], losesLine: [4, 30] },
  faulty: { pause: [3, 15], breaks: [5, 45] },
} as const satisfies Record<string, Temperament>;
