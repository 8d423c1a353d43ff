import { Button, Input } from '@douyinfe/semi-ui-19';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { AudienceView, EstimateView, Rule } from '#audiences/contract';
import { noSearch } from '../../../../ui/address/no-search.ts';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { request } from '../../../../ui/api/request.ts';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { DeliverDialog } from '../deliveries/deliver-dialog.tsx';
import { EstimatePanel } from './estimate-panel.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { beginnings } from './new-conditions.ts';
import { conditionsIn, type DraftGroup, draftOf, newCondition, newGroup, ruleOf } from './rule-draft.ts';
import { type Counted, GroupEditor } from './rule-editor.tsx';
import { VersionList } from './versions.tsx';

type Props = {
  /** Null for a new one. */
  readonly audience: AudienceView | null;
  readonly rule: Rule | null;
  readonly name: string;
};

/** The rule of an audience with its estimate beside it. */
export function Builder({ audience, rule: given, name: givenName }: Props) {
  const say = useSay();
  const { may } = useScope();
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useUndoToast();
  const [saved, setSaved] = useState(audience);
  const [name, setName] = useState(
    audience || givenName === '' ? givenName : say('audiences.copyOf', { name: givenName }),
  );
  const [draft, setDraft] = useState<DraftGroup>(() =>
    given ? draftOf(given) : newGroup([newCondition(beginnings.did)]),
  );
  const [busy, setBusy] = useState<'live' | 'frozen' | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isDelivering, setDelivering] = useState(false);
  const isSettled = saved !== null && saved.kind !== 'live';
  const isLocked = isSettled || !may('audiences:write');
  const isList = saved?.kind === 'list';
  const rule = useMemo<Rule | null>(
    () => (isSettled && saved ? { kind: 'audience', audienceId: saved.id } : ruleOf(draft)),
    [draft, isSettled, saved],
  );
  const { estimate, counted } = useEstimate(rule, draft, isSettled);

  const send = async (kind: 'live' | 'frozen') => {
    const asked = ruleOf(draft);
    if (asked === null) return;
    setBusy(kind);
    setFailure(null);
    try {
      const body =
        saved && kind === 'live'
          ? { version: saved.version, name, rule: asked }
          : { name, kind, rule: asked };
      const path = saved && kind === 'live' ? `/api/audiences/${saved.id}` : '/api/audiences';
      const answer = await request<AudienceView>(path, {
        method: saved && kind === 'live' ? 'PATCH' : 'POST',
        body,
      });
      await client.invalidateQueries({ queryKey: ['audiences'] });
      toast(say(kind === 'frozen' ? 'audiences.frozen' : 'audiences.saved'));
      if (saved && kind === 'live') setSaved(answer);
      else await navigate({ to: `/audiences/list/${answer.id}`, search: noSearch });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(null);
    }
  };
  const maySend = rule !== null && name.trim() !== '';
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <PageLink to="/audiences/list" className="ads-back">
            ← {say('audiences.toList')}
          </PageLink>
          <h1>{saved ? saved.name : say('audiences.newTitle')}</h1>
          <p>
            {say(
              isList
                ? 'audiences.listSentence'
                : isSettled
                  ? 'audiences.frozenSentence'
                  : 'audiences.builderSentence',
            )}
          </p>
        </div>
        {saved ? (
          <div className="aud-line">
            <PageLink to="/audiences/portrait" search={{ audience: saved.id }} className="m-button">
              {say('audiences.portrait')}
            </PageLink>
            {saved.archivedAt === null && may('audiences:write') ? (
              <Button type="tertiary" onClick={() => setDelivering(true)}>
                {say('deliveries.deliver')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </header>
      {isDelivering && saved ? <DeliverDialog audience={saved} onClose={() => setDelivering(false)} /> : null}
      <div className="aud-builder">
        <div className="aud-main">
          <section className="card aud-name">
            <label htmlFor="audience-name">{say('audiences.name')}</label>
            <Input
              id="audience-name"
              value={name}
              maxLength={120}
              disabled={isLocked}
              placeholder={say('audiences.namePlaceholder')}
              onChange={setName}
            />
          </section>
          {isList ? (
            <section className="card">
              <p>
                {say('audiences.listFacts', {
                  rows: saved.list?.rows ?? 0,
                  known: saved.list?.known ?? 0,
                })}
              </p>
            </section>
          ) : (
            <section className="card">
              <h2>{say('audiences.rule')}</h2>
              <GroupEditor
                group={draft}
                depth={0}
                counted={counted}
                isLocked={isLocked}
                onChange={setDraft}
              />
            </section>
          )}
          <FormFailure error={failure} />
          {!isLocked ? (
            <div className="form-actions">
              <Button
                type="tertiary"
                disabled={!maySend}
                loading={busy === 'frozen'}
                onClick={() => void send('frozen')}
              >
                {say('audiences.saveFrozen')}
              </Button>
              <Button
                theme="solid"
                disabled={!maySend}
                loading={busy === 'live'}
                onClick={() => void send('live')}
              >
                {say(saved ? 'audiences.save' : 'audiences.saveLive')}
              </Button>
            </div>
          ) : null}
        </div>
        <aside className="aud-side">
          <EstimatePanel estimate={estimate} isAsked={rule !== null} />
          <ExplainPanel rule={rule} draft={isSettled && rule !== null ? draftOf(rule) : draft} />
          {saved ? (
            <VersionList
              id={saved.id}
              version={saved.version}
              onTake={isLocked ? null : (earlier) => setDraft(draftOf(earlier))}
            />
          ) : null}
        </aside>
      </div>
    </div>
  );
}

/** Typing settles for a moment before the server is asked; the last answer stays until the next is there. */
const settleMs = 250;

function useEstimate(rule: Rule | null, draft: DraftGroup, isSettled: boolean) {
  const [asked, setAsked] = useState({ rule, draft });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ rule, draft }), settleMs);
    return () => clearTimeout(timer);
  }, [rule, draft]);
  const estimate = useQuery({
    queryKey: ['audiences', 'estimate', JSON.stringify(asked.rule)],
    enabled: asked.rule !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      request<EstimateView>('/api/audiences/estimate', { body: { rule: asked.rule }, signal }),
  });
  const counted: Counted = useMemo(() => {
    if (!estimate.data || estimate.isPlaceholderData || isSettled) return new Map();
    const { conditions } = estimate.data;
    return new Map(
      conditionsIn(asked.draft).flatMap(({ key }, place) => {
        const known = conditions[place];
        return known ? [[key, known] as const] : [];
      }),
    );
  }, [estimate.data, estimate.isPlaceholderData, asked, isSettled]);
  return { estimate, counted };
}
