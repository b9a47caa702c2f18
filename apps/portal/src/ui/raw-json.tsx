import { CopyButton } from "./copy-button";

/** JSON as it is, copyable; long ones scroll in their own box, by keys too. */
export function RawJson({ text }: { text: string }) {
  return (
    <div className="json">
      <CopyButton text={text} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus to be read by keys */}
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
