// Drawn marks, 16 by 16, in the colour of the text beside them. They say nothing to a screen reader: the control's name does.
const paths = {
  check: 'M3 8.5l3.5 3.5L13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  dark: 'M13 9.500A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.500z',
  down: 'M4 6l4 4 4-4',
  edit: 'M3 13l.6-2.800L10.8 3l2.2 2.2-7.2 7.200zM9.5 4.300l2.2 2.2',
  help: 'M6 6a2 2 0 1 1 2.8 1.800c-.5.2-.8.6-.8 1.200v.5M8 12v.5',
  left: 'M10 4L6 8l4 4',
  light: 'M8 5.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600zM8 1.500v1.500M8 13v1.500M1.5 8h1.500M13 8h1.500M3.4 3.400l1 1M11.6 11.600l1 1M12.6 3.400l-1 1M4.4 11.600l-1 1',
  link: 'M6.5 9.500l3-3M7 4.800l1.2-1.200a2.6 2.6 0 0 1 3.7 3.700L10.7 8.500M9 11.200l-1.2 1.200a2.6 2.6 0 0 1-3.7-3.700L5.3 7.5',
  person: 'M8 8a2.7 2.7 0 1 0 0-5.400A2.7 2.7 0 0 0 8 8zM3 13.500c.6-2.5 2.5-4 5-4s4.4 1.5 5 4',
  plus: 'M8 3v10M3 8h10',
  quote: 'M3 5h4v4c0 1.5-.8 2.3-2.2 2.600M9 5h4v4c0 1.5-.8 2.3-2.2 2.6',
  right: 'M6 4l4 4-4 4',
  search: 'M7 2.800a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.400zM10.2 10.200L13.5 13.5',
  split: 'M8 13V8M8 8L3.5 3.500M8 8l4.5-4.500M3.5 6.500v-3h3M9.5 3.500h3v3',
  undo: 'M6 3L3 6l3 3M3 6h6.500a3.5 3.5 0 0 1 0 7H6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
