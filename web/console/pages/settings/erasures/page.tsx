import { useState } from 'react';
import type { ErasureLook, ErasureQuestion } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { PageFrame } from '../page-frame.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { ErasureList } from './erasure-list.tsx';
import { IdsForm } from './ids-form.tsx';
import { useErasures } from './use-erasures.ts';
import './erasures.css';

export type LookedAt = { readonly question: ErasureQuestion; readonly look: ErasureLook };

/** Customers who want to be forgotten: named by ids, looked at first, then erased for good. */
export function Page() {
  const { say } = useLanguage();
  const erasures = useErasures();
  const [lookedAt, setLookedAt] = useState<LookedAt | null>(null);
  /** A form of its own after each erasure, so that the ids do not stay on the screen. */
  const [round, setRound] = useState(0);
  return (
    <PageFrame title={say('erasures.title')} text={say('erasures.text')}>
      <IdsForm
        key={round}
        onLook={async (question) => setLookedAt({ question, look: await erasures.look(question) })}
      />
      <ErasureList erasures={erasures} />
      {lookedAt ? (
        <EraseDialog
          lookedAt={lookedAt}
          onErase={async () => {
            await erasures.erase(lookedAt.question);
            setRound(round + 1);
          }}
          onClose={() => setLookedAt(null)}
        />
      ) : null}
    </PageFrame>
  );
}
