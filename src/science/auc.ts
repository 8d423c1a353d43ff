/**
 * The area under the ROC curve: how often one who bears the label scores higher than one who does not, equal scores
 * counting half. ½ is chance, 1 is faultless. Its standard error is that of Hanley and McNeil ("The Meaning and Use of
 * the Area under a Receiver Operating Characteristic Curve", Radiology 1982).
 */
export type Auc = { readonly auc: number; readonly error: number };

/** Null where one of the groups is empty. */
export function aucOf(scores: ArrayLike<number>, labels: ArrayLike<number>): Auc | null {
  const order = Array.from({ length: labels.length }, (_, at) => at).sort(
    (one, other) => (scores[one] ?? 0) - (scores[other] ?? 0),
  );
  let ranks = 0;
  let positives = 0;
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && scores[order[to] as number] === scores[order[from] as number]) to++;
    // Those of one score share the mean of their ranks, which begin with 1.
    for (let at = from; at < to; at++)
      if (labels[order[at] as number] === 1) {
        ranks += (from + 1 + to) / 2;
        positives++;
      }
    from = to;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const auc = (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
  const [q1, q2] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
  const variance =
    (auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc)) /
    (positives * negatives);
  return { auc, error: Math.sqrt(Math.max(0, variance)) };
}
