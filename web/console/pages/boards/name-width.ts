/** On a phone the kept column must leave room for the others to pass by. */
export const nameWidth = (): number => (window.matchMedia('(max-width: 600px)').matches ? 148 : 264);
