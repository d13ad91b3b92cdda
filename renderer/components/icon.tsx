/** The window's few icons, drawn on a 24-unit grid in the colour of the text beside them. Decoration: words say the same. */
const PATHS = {
  desk: 'M4 6.500A1.500 1.500 0 0 1 5.500 5h13A1.500 1.500 0 0 1 20 6.500v11a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 17.500zM4 10h16M9.500 10v9',
  prints:
    'M7 9V4.500h10V9M7 16H5.500A1.500 1.500 0 0 1 4 14.500v-4A1.500 1.500 0 0 1 5.500 9h13a1.500 1.500 0 0 1 1.500 1.500v4a1.500 1.500 0 0 1-1.500 1.500H17M7.500 13.500h9v6h-9z',
  demo: 'M9.500 4v5.500L4.800 17.600A1.600 1.600 0 0 0 6.200 20h11.600a1.600 1.600 0 0 0 1.400-2.400L14.500 9.500V4M8.500 4h7M7.400 14.500h9.200',
  search: 'M10.800 17.600a6.800 6.800 0 1 0 0-13.600 6.800 6.800 0 0 0 0 13.600zM15.800 15.800 20 20',
  close: 'M6.500 6.500l11 11M17.500 6.500l-11 11',
  check: 'M5.500 12.800l4.200 4.200 8.800-9.800',
  attention: 'M12 6v7.500M12 17.200v.300',
  question:
    'M9.200 9.300A2.900 2.900 0 0 1 12 6.800c1.600 0 2.900 1.100 2.900 2.600 0 2.100-2.900 2.300-2.900 4.300M12 17.200v.300',
  badge:
    'M7 4.500h10A1.500 1.500 0 0 1 18.500 6v13a1.500 1.500 0 0 1-1.500 1.500H7A1.500 1.500 0 0 1 5.500 19V6A1.500 1.500 0 0 1 7 4.500zM10 4.500v1.800h4V4.500M12 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8.800 17.300a3.300 3.300 0 0 1 6.400 0',
  up: 'M12 18.500V6M6.500 11.300 12 5.800l5.500 5.500',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
