import { useSay } from '../language/language.tsx';
import './state.css';

/** Grey shapes where something will be, so nothing jumps when it comes. */
export function Bones({ height, count = 1 }: { height: number; count?: number }) {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike and never reordered.
        <div key={index} className="bone" style={{ height }} aria-hidden="true" />
      ))}
    </>
  );
}

export function PageSkeleton() {
  const say = useSay();
  return (
    <div className="page" role="status" aria-label={say('state.loading')}>
      <div className="bone bone-title" />
      <div className="bone-row">
        <Bones height={104} count={4} />
      </div>
      <Bones height={280} />
    </div>
  );
}

export function ShellSkeleton() {
  return (
    <div className="shell">
      <div className="shell-side" aria-hidden="true" />
      <div className="shell-main">
        <div className="shell-top" aria-hidden="true" />
        <PageSkeleton />
      </div>
    </div>
  );
}
