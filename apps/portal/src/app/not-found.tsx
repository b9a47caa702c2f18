import { NothingHere } from "@/features/frame/nothing-here";

export default function NotFound() {
  return (
    <main className="main" id="main">
      <NothingHere />
    </main>
  );
}
