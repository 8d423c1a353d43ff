import { Input } from '@douyinfe/semi-ui-19';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { withQuery } from '../../../ui/api/pages.ts';
import { request } from '../../../ui/api/request.ts';
import { Field } from '../../../ui/form/field.tsx';
import { useSay } from '../../../ui/language/language.tsx';

type Found = { readonly id: string; readonly label: string; readonly picture: string | null };
type Props = {
  readonly id: string;
  readonly of: 'video' | 'product';
  readonly value: string;
  readonly error: string | undefined;
  readonly onChoose: (id: string, label: string) => void;
};

const shownMax = 8;
type Video = { readonly id: string; readonly title: string; readonly poster: string | null };
type Product = { readonly id: string; readonly name: string; readonly picture?: string | null };

/** One published video, or one product on the shelf: found by name among many, shown by its picture. */
export function ContentPicker({ id, of, value, error, onChoose }: Props) {
  const say = useSay();
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['slots', 'content', of, search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => find(of, search, signal),
  });
  const chosen = useQuery({
    queryKey: ['slots', 'content', of, 'one', value],
    enabled: value !== '',
    queryFn: ({ signal }) => findOne(of, value, signal),
  });
  const offered = found.data ?? [];
  const isOffered = offered.some((one) => one.id === value);
  const shown = isOffered || !chosen.data ? offered : [chosen.data, ...offered];
  return (
    <Field id={id} label={say(`slots.pick.${of}`)} error={error} help={say(`slots.pickHelp.${of}`)}>
      <Input
        id={id}
        size="large"
        aria-describedby={`${id}-note`}
        placeholder={say('slots.pickSearch')}
        value={search}
        onChange={setSearch}
      />
      <div className="slot-found" role="radiogroup" aria-label={say(`slots.pick.${of}`)}>
        {shown.map((one) => (
          <label key={one.id} className="ads-video">
            <input
              type="radio"
              name={id}
              checked={one.id === value}
              onChange={() => onChoose(one.id, one.label)}
            />
            {one.picture ? (
              <img src={one.picture} alt="" className={`slot-picture-${of}`} />
            ) : (
              <span className={`ads-video-none slot-picture-${of}`} aria-hidden />
            )}
            <span>{one.label}</span>
          </label>
        ))}
      </div>
      {found.data?.length === 0 ? <p className="form-text">{say(`slots.pickNone.${of}`)}</p> : null}
      {found.error ? <p className="field-error">{say('slots.pickFailed')}</p> : null}
    </Field>
  );
}

const ofVideo = ({ id, title, poster }: Video): Found => ({ id, label: title, picture: poster });
const ofProduct = ({ id, name, picture }: Product): Found => ({ id, label: name, picture: picture ?? null });

async function find(of: Props['of'], search: string, signal: AbortSignal): Promise<Found[]> {
  const limit = String(shownMax);
  if (of === 'video') {
    const path = withQuery('/api/videos', { state: 'published', title: search || undefined, limit });
    return (await request<{ items: Video[] }>(path, { signal })).items.map(ofVideo);
  }
  const path = withQuery('/api/products', { shelf: 'online', search: search || undefined, limit });
  return (await request<{ items: Product[] }>(path, { signal })).items.map(ofProduct);
}

async function findOne(of: Props['of'], id: string, signal: AbortSignal): Promise<Found> {
  return of === 'video'
    ? ofVideo(await request<Video>(`/api/videos/${encodeURIComponent(id)}`, { signal }))
    : ofProduct(await request<Product>(`/api/products/${encodeURIComponent(id)}`, { signal }));
}
