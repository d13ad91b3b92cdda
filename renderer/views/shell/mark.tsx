/** The product's mark: a V under the slot of a badge. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect className="mark-tile" width="36" height="36" rx="10" />
      <path className="mark-letter" d="M10.500 13.500 18 26.500l7.500-13" />
      <rect className="mark-slot" x="14" y="8" width="8" height="2.600" rx="1.300" />
    </svg>
  );
}
