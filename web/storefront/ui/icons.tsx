import type { ReactNode } from 'react';

/** Line drawings on a grid of 24; the control around them carries the name. */
const drawn = (inside: ReactNode) => () => (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.9"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {inside}
  </svg>
);

export const HomeIcon = drawn(<path d="M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z" />);
export const HeartIcon = drawn(
  <path d="M12 20S4 15 4 9.2A4.2 4.2 0 0 1 12 7a4.2 4.2 0 0 1 8 2.2C20 15 12 20 12 20z" />,
);
export const CartIcon = drawn(
  <>
    <path d="M3 4h2l2.2 11h10.3L20 7.5H6" />
    <circle cx="9" cy="19" r="1.4" />
    <circle cx="16.5" cy="19" r="1.4" />
  </>,
);
export const PersonIcon = drawn(
  <>
    <circle cx="12" cy="8" r="3.6" />
    <path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />
  </>,
);
export const BackIcon = drawn(<path d="m15 5-7 7 7 7" />);
export const UpIcon = drawn(<path d="m5 15 7-7 7 7" />);
export const DownIcon = drawn(<path d="m5 9 7 7 7-7" />);
export const CloseIcon = drawn(<path d="m6 6 12 12M18 6 6 18" />);
export const CommentIcon = drawn(<path d="M4 5h16v11H10l-4.5 3.500V16H4z" />);
export const StarIcon = drawn(
  <path d="m12 4 2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8z" />,
);
export const ShareIcon = drawn(<path d="M14 5l6 6-6 6v-4c-5 0-8 1.5-10 5 .5-6 4-9 10-9z" />);
export const MoreIcon = drawn(
  <>
    <circle cx="5.5" cy="12" r="1.1" />
    <circle cx="12" cy="12" r="1.1" />
    <circle cx="18.5" cy="12" r="1.1" />
  </>,
);
export const PlayIcon = drawn(<path d="M8 5.500v13l10.5-6.500z" fill="currentColor" />);
export const SoundIcon = drawn(
  <path d="M4 9.500v5h3.500l4.5 4v-13l-4.5 4zM16 9a4 4 0 0 1 0 6M18.5 6.500a8 8 0 0 1 0 11" />,
);
export const MuteIcon = drawn(<path d="M4 9.500v5h3.500l4.5 4v-13l-4.5 4zM16 9.500l5 5M21 9.500l-5 5" />);
