import { type MouseEvent, type PointerEvent, useRef } from 'react';

const longPressMs = 550;
const doubleTapMs = 280;
/** A thumb never lies quite still; more than this is a swipe. */
const stillPx = 10;

type Presses = { readonly tap: () => void; readonly doubleTap: () => void; readonly longPress: () => void };

/** Tells a tap, two of them and a long press apart, for a button that is also pressed by keys. */
export function usePresses({ tap, doubleTap, longPress }: Presses) {
  const pressing = useRef<{
    readonly timer: ReturnType<typeof setTimeout>;
    readonly x: number;
    readonly y: number;
  } | null>(null);
  const tapped = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wasLong = useRef(false);
  const stop = () => {
    if (pressing.current) clearTimeout(pressing.current.timer);
    pressing.current = null;
  };
  const open = () => {
    stop();
    wasLong.current = true;
    swallowClick();
    longPress();
  };
  return {
    onPointerDown: ({ clientX: x, clientY: y, button }: PointerEvent) => {
      stop();
      wasLong.current = false;
      if (button === 0) pressing.current = { timer: setTimeout(open, longPressMs), x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = pressing.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > stillPx) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onPointerLeave: stop,
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      // On a phone the browser calls its own long press so, which may come after ours.
      if (!wasLong.current) open();
    },
    onClick: () => {
      if (tapped.current === undefined) {
        tapped.current = setTimeout(() => {
          tapped.current = undefined;
          tap();
        }, doubleTapMs);
        return;
      }
      clearTimeout(tapped.current);
      tapped.current = undefined;
      doubleTap();
    },
  };
}

/** The thumb that opened something is lifted over it: the click of that touch is meant for nothing there. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    done();
  };
  const done = () => {
    window.removeEventListener('click', swallow, true);
    window.removeEventListener('pointerdown', done, true);
    window.removeEventListener('keydown', done, true);
  };
  window.addEventListener('click', swallow, true);
  window.addEventListener('pointerdown', done, true);
  window.addEventListener('keydown', done, true);
}
