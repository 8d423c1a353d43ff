/**
 * A form of an id that fits a line. Ids of ours begin with a time and end with chance, so the end tells them apart; of a
 * long id of elsewhere both ends are kept, and a short one stays as it came.
 */
export function shortId(id: string): string {
  if (/^[a-z]{2,4}_[0-9a-z]{26}$/.test(id)) return `${id.split('_')[0]}_…${id.slice(-8)}`;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return `…${id.slice(-8)}`;
  const characters = [...id];
  return characters.length <= 24
    ? id
    : `${characters.slice(0, 12).join('')}…${characters.slice(-8).join('')}`;
}
