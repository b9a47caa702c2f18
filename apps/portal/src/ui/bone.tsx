/** A skeleton of what will stand here. */
export function Bone({ width, height, block = false }: { width: number | string; height?: number; block?: boolean }) {
  return (
    <span className="bone" style={{ width, ...(height ? { height } : {}), ...(block ? { display: "block" } : {}) }} />
  );
}
