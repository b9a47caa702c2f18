"use client";
import "@/ui/ui.css";

// The frame itself broke, so nothing of it is used here, not even the reader's language.
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error ? (error as Error & { digest?: string }).digest : undefined;
  return (
    <html lang="en">
      <head>
        <title>Stationmaster</title>
      </head>
      <body>
        <main className="main">
          <section className="card">
            <div className="empty" role="alert">
              <h1>Stationmaster could not draw this page</h1>
              <p>Your stations are not affected. Try again; if it stays, tell support this code: {digest ?? "none"}</p>
              <button type="button" className="btn" onClick={() => retry()}>
                Try again
              </button>
            </div>
          </section>
        </main>
      </body>
    </html>
  );
}
