import type { DeliveryResult, DeliveryView } from '#audiences/contract';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { ReckoningDrawer } from '../../../../ui/explain/reckoning.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { shareText, wordsOfResult } from './result-words.ts';

type Props = { readonly delivery: DeliveryView; readonly result: DeliveryResult };

/** Opens what a hold-out's result was made of; that it is open stands in the address. */
export function ExplainedResult({ delivery, result }: Props) {
  const { say, language } = useLanguage();
  const [search, change] = useSearchParts();
  const at = `result.${delivery.id}`;
  const people = (count: number) => fullNumber(count, { unit: 'people', currency: '', language });
  const shareOf = (arm: DeliveryResult['delivered']) => shareText(arm, language);
  const reckoned = (arm: DeliveryResult['delivered']) =>
    say('deliveries.armReckoned', {
      buyers: people(arm.buyers),
      people: people(arm.people),
      share: shareOf(arm),
    });
  const { delivered, heldOut } = result;
  const words = wordsOfResult(result, language);
  const { kind, ratio, low, high } = words;
  return (
    <>
      <button type="button" className="m-plain dlv-explain" onClick={() => change({ about: at })}>
        {say('explain.reckoning')}
      </button>
      {search.about === at ? (
        <ReckoningDrawer
          title={`${say('deliveries.result')} · ${delivery.name}`}
          value={words.value}
          {...(kind === 'both' ? { beside: `${low}–${high}` } : {})}
          means={[
            say('deliveries.resultMeans'),
            say('deliveries.resultDealt'),
            say(kind === 'few' ? 'deliveries.resultFew' : 'deliveries.intervalMeans'),
          ]}
          facts={[
            [say('deliveries.since'), <Moment key="since" at={result.since} />],
            [say('deliveries.side.delivered'), reckoned(delivered)],
            [say('deliveries.side.heldOut'), reckoned(heldOut)],
            ...(kind === 'few'
              ? []
              : ([
                  [
                    say('deliveries.ratio'),
                    say(`deliveries.ratioReckoned.${kind}`, {
                      share: shareOf(delivered),
                      other: shareOf(heldOut),
                      ratio,
                    }),
                  ],
                  [say('portrait.intervalName'), say(`deliveries.ratioInterval.${kind}`, { low, high })],
                ] as const)),
          ]}
          onClose={() => change({ about: undefined })}
        />
      ) : null}
    </>
  );
}
