/** Amber waits for somebody here, blue is on its way, green is done, grey is over. */
export function stateColour(state: string): 'amber' | 'blue' | 'green' | 'grey' {
  switch (state) {
    case 'paid':
    case 'preparing':
    case 'part_shipped':
      return 'amber';
    case 'awaiting_payment':
    case 'shipped':
      return 'blue';
    case 'completed':
      return 'green';
    default:
      return 'grey';
  }
}
