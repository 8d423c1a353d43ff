type Props = { readonly share: number | null; readonly baseShare: number | null; readonly longest: number };

/** The audience's share from zero, with a tick where the base's share ends; the numbers stand beside it. */
export function ShareBar({ share, baseShare, longest }: Props) {
  const width = (part: number | null) => `${((part ?? 0) / longest) * 100}%`;
  return (
    <span className="share-bar" aria-hidden="true">
      <i style={{ width: width(share) }} />
      {baseShare === null ? null : <b style={{ insetInlineStart: width(baseShare) }} />}
    </span>
  );
}
