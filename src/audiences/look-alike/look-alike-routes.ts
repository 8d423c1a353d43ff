import { createRoute } from '@hono/zod-openapi';
import { actorOf, requireActor } from '#organisations';
import { answers, idFrom, idParam, newRouter, RefusalError } from '#platform/http';
import { type AudienceParts, askedBy } from '../audiences/audience-parts.ts';
import { verdictOf } from './fit-look-alike.ts';
import { type LookAlikeView, lookAlikeView } from './look-alike-contract.ts';
import { isModel, type LookAlikeModel, type ModelOf } from './look-alike-model.ts';

/** Features that are shown; those behind them tell hardly anything. */
const featuresMax = 12;

const commonTraits = createRoute({
  method: 'get',
  path: '/api/audiences/{id}/look-alike',
  tags: ['Audiences'],
  summary: 'What tells the people of an audience from everybody else, and how well it does',
  middleware: [requireActor('audiences:read')],
  request: { params: idParam('audience') },
  responses: answers('Features with their weights, and how well they tell people apart', lookAlikeView),
});

export function lookAlikeRoutes(parts: Pick<AudienceParts, 'structureOf' | 'now'>, modelOf: ModelOf) {
  return newRouter().openapi(commonTraits, async (c) => {
    const asked = await askedBy(parts, actorOf(c).organizationId, c.req.raw.signal);
    const model = await modelOf(asked, idFrom('audience', c.req.valid('param').id));
    if (!isModel(model)) {
      const { lack, smallest } = model;
      if (lack === 'seed_too_small')
        throw new RefusalError({
          code: 'audience_too_small',
          detail: `Fewer than ${smallest} people: too few to be looked into.`,
          reason: 'audience_too_small',
          values: { smallest },
        });
      throw new RefusalError({
        code: 'unprocessable',
        detail: 'Of too few people of this audience, or outside it, anything was heard lately.',
        reason: 'seed_silent',
      });
    }
    return c.json(show(model), 200);
  });
}

function show(model: LookAlikeModel): LookAlikeView {
  const { auc, error, seed, weighed } = model;
  return {
    seed: { size: seed.size, heard: model.seedHeard, compared: model.seedCompared },
    others: { heard: model.othersHeard, compared: model.othersCompared },
    auc,
    aucError: error,
    verdict: verdictOf(model),
    features: weighed
      .filter(({ weight }) => weight !== 0)
      .sort((one, other) => Math.abs(other.apart) - Math.abs(one.apart))
      .slice(0, featuresMax)
      .map(({ feature, weight, apart, seedMean, othersMean }) => ({
        ...feature,
        weight,
        apart,
        seedMean,
        othersMean,
      })),
  };
}
