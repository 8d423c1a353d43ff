/**
 * What a plan bids for one order, from two duals that are moved while it serves: λ of its budget, μ of its cost.
 * With v the chance of an order and C the target cost, the optimal bids under both constraints are
 *   max volume 放量      b = v · scale / λ
 *   cost control 控成本  b = v · C (1 + μ) / (λ + μ)   which tends to C · v when only the cost binds
 * (λ and μ are here multiplied by C, or by a scale where there is none, so that they have no unit). Duals move by
 * factors: a bid stays positive, and the same step suits every currency and price.
 */
export type Duals = {
  readonly lambda: number;
  readonly mu: number;
};

export type BidRule =
  | { readonly bidding: 'max_volume'; readonly scale: number }
  | { readonly bidding: 'cost_control'; readonly targetCost: number };

export const firstDuals: Duals = { lambda: 1, mu: 1 };

/** Duals stay within a factor of a thousand of where they started: beyond, a plan could not come back in time. */
const [dualMin, dualMax] = [1e-3, 1e3];
/** A bid under cost control never passes this multiple of the target: values are predictions, and may be wrong. */
const overTargetMax = 2;

/** Minor units that an order is worth bidding for; times the chance of an order it is the bid for a click. */
export function bidPerOrder(rule: BidRule, { lambda, mu }: Duals): number {
  if (rule.bidding === 'max_volume') return rule.scale / lambda;
  const bid = (rule.targetCost * (1 + mu)) / (lambda + mu);
  return Math.min(bid, overTargetMax * rule.targetCost);
}

/** What happened between two ticks. */
export type Tick = {
  readonly spent: number;
  /** What an even pace by expected traffic would have spent: the budget left × the traffic's share of what is left. */
  readonly allowed: number;
  /** Sum of the chances of an order of the clicks that were paid. */
  readonly valueWon: number;
  /** A sum of money below which nothing can be told, such as the price of a click. */
  readonly grain: number;
};

const [budgetStep, costStep] = [0.3, 0.15];

/** The duals after a tick: too much spent makes every order dearer, cost above its target makes μ weigh more. */
export function tickDuals(rule: BidRule, duals: Duals, tick: Tick): Duals {
  const { spent, allowed, valueWon, grain } = tick;
  const pace = (spent - allowed) / (Math.max(spent, allowed) + grain);
  const lambda = within(duals.lambda * Math.exp(budgetStep * pace));
  if (rule.bidding === 'max_volume') return { lambda, mu: duals.mu };
  const due = rule.targetCost * valueWon;
  const saved = (due - spent) / (due + spent + grain);
  // Where μ weighs most the bid is C · v whatever λ says, so the budget must be able to pull it down alone.
  return { lambda, mu: within(duals.mu * Math.exp(-costStep * saved)) };
}

const within = (dual: number) => Math.min(dualMax, Math.max(dualMin, dual));
