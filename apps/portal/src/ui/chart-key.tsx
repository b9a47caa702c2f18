/** What the colours of a chart mean. */
export function ChartKey({ items }: { items: { label: string; color: string; look?: "line" | "dash" | "box" }[] }) {
  return (
    <ul className="key">
      {items.map((item) => (
        <li key={item.label}>
          <i
            className={item.look === "dash" ? "dash" : item.look === "box" ? "box" : undefined}
            style={{ "--c": item.color } as React.CSSProperties}
          />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
