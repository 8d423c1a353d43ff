/** A channel has one colour everywhere, named once in `tokens.css`. */
const tokens: Readonly<Record<string, string>> = {
  live: '--m-channel-live',
  short_video: '--m-channel-short-video',
  product_card: '--m-channel-product-card',
  search: '--m-channel-search',
  mall: '--m-channel-mall',
  feed: '--m-channel-short-video',
  shop: '--m-channel-product-card',
  self: '--m-channel-short-video',
  partner: '--m-channel-mall',
  paid: '--m-channel-ads',
};

export function channelColour(value: string): string {
  return `var(${tokens[value] ?? '--m-channel-other'})`;
}

/** What a CSS colour comes to on this page; a canvas knows no variables. */
export function resolvedColour(name: string): string {
  return getComputedStyle(document.body).getPropertyValue(name).trim();
}
