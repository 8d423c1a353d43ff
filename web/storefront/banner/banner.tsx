import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { BannerPage, BannerView } from '#traffic/contract';
import { request } from '../../ui/api/request.ts';
import { useSay } from '../../ui/language/language.tsx';
import { tell } from '../telemetry/telemetry.ts';
import { rememberTouch } from '../telemetry/touches.ts';
import './banner.css';

/** A banner counts as seen once half of it has been on the screen for this long. */
const impressionMs = 400;

/** What a seller chose to show above this page, where something is for this shopper; nothing else moves for it. */
export function Banner({ shopId }: { readonly shopId?: string }) {
  const page = useQuery({
    queryKey: ['banner', shopId ?? ''],
    // One that was seen is not asked for again while the page stays.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) =>
      request<BannerPage>(`/api/storefront/banners${shopId ? `?shopId=${shopId}` : ''}`, { signal }),
  });
  const [banner] = page.data?.items ?? [];
  return banner ? <Shown banner={banner} /> : null;
}

function Shown({ banner }: { readonly banner: BannerView }) {
  const say = useSay();
  const { title, tone, picture, link, shopName, touch } = banner;
  const place = useRef<HTMLElement>(null);
  useEffect(() => (place.current ? watchFor(place.current, touch) : undefined), [touch]);
  const click = () => {
    tell({ event: 'Promotion Clicked', touch });
    if (link.kind === 'product') rememberTouch(link.id, { touch, second: null });
  };
  const inside = (
    <>
      {picture ? <img src={picture} alt="" /> : <span className="banner-drawn" aria-hidden="true" />}
      <span className="banner-words">
        <span className="banner-title">{title}</span>
        <span className="banner-by">
          <span className="mark">{say('store.picked')}</span> {shopName}
        </span>
      </span>
    </>
  );
  const className = `banner banner-${tone}`;
  return (
    <section ref={place} aria-label={say('store.banner')} title={say('store.why.slot')}>
      {link.kind === 'product' ? (
        <Link to="/p/$id" params={{ id: link.id }} className={className} onClick={click}>
          {inside}
        </Link>
      ) : link.kind === 'video' ? (
        <Link to="/v/$id" params={{ id: link.id }} className={className} onClick={click}>
          {inside}
        </Link>
      ) : (
        <Link to="/s/$id" params={{ id: link.id }} className={className} onClick={click}>
          {inside}
        </Link>
      )}
    </section>
  );
}

/** Tells once that it was seen. */
function watchFor(element: HTMLElement, touch: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new IntersectionObserver(
    ([entry]) => {
      clearTimeout(timer);
      if (!entry?.isIntersecting) return;
      timer = setTimeout(() => {
        tell({ event: 'Promotion Viewed', touch });
        observer.disconnect();
      }, impressionMs);
    },
    { threshold: 0.5 },
  );
  observer.observe(element);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
