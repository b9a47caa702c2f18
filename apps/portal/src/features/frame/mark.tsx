/** The product's sign: a line from plug to plug. */
export function Mark() {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M13.5 3.5H7A3.2 3.2 0 0 0 7 9h4a3 3 0 0 1 0 5.5H4.5" />
      <circle cx="14.5" cy="3.5" r="1.6" fill="currentColor" stroke="none" />
      <circle cx="3.5" cy="14.5" r="1.6" fill="currentColor" stroke="none" />
    </svg>
  );
}

/** The tenant's place in the frame until it gives a logo of its own. */
export function TenantLogo() {
  return (
    <span className="logo" aria-hidden="true">
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <path d="M9 2 3 10.5h4L6.5 16 15 7.5h-4.5z" fill="currentColor" />
      </svg>
    </span>
  );
}
