import { useState } from 'react';
import { CopyButton } from './copy-button.tsx';
import './form.css';

export type CodeSample = { readonly id: string; readonly title: string; readonly code: string };

/** The same thing in several languages, one shown at a time, ready to be copied. */
export function CodeSamples({ label, samples }: { label: string; samples: readonly CodeSample[] }) {
  const [chosen, setChosen] = useState(samples[0]?.id);
  const sample = samples.find(({ id }) => id === chosen) ?? samples[0];
  if (!sample) return null;
  return (
    <div className="code-samples">
      <div className="code-samples-head">
        <div role="tablist" aria-label={label}>
          {samples.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              role="tab"
              aria-selected={id === sample.id}
              onClick={() => setChosen(id)}
            >
              {title}
            </button>
          ))}
        </div>
        <CopyButton text={sample.code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keys. */}
      <pre tabIndex={0}>{sample.code}</pre>
    </div>
  );
}
