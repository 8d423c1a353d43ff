/** Where a parcel goes, as it lies under its seal. */
export type Address = {
  readonly recipient: string;
  readonly phone: string;
  readonly region: string;
  readonly street: string;
};

/** Enough to tell one's own addresses apart, too little for whoever looks over a shoulder. */
export function maskedAddress(address: Address): Address {
  const letters = [...address.recipient];
  return {
    recipient: `${letters[0] ?? ''}${'•'.repeat(Math.max(1, Math.min(3, letters.length - 1)))}`,
    phone: maskedPhone(address.phone),
    region: address.region,
    street: `${[...address.street].slice(0, 4).join('')}•••`,
  };
}

function maskedPhone(phone: string): string {
  const digits = phone.replaceAll(/[^\d]/g, '');
  return digits.length < 8 ? `•••${digits.slice(-2)}` : `${digits.slice(0, 3)}••••${digits.slice(-4)}`;
}
