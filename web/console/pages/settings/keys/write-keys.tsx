import type { WriteKeyView } from '#organisations/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { KeySection } from './key-section.tsx';
import { WriteKeyForm } from './write-key-form.tsx';

export function WriteKeys() {
  const say = useSay();
  const { structure } = useScope();
  const shopName = (id: string | null) =>
    structure.shops.find((shop) => shop.id === id)?.name ?? say('keys.noShop');
  return (
    <KeySection<WriteKeyView>
      path="/api/write-keys"
      title={say('keys.write')}
      text={say('keys.writeText')}
      add={say('keys.newWrite')}
      empty={{ title: say('keys.writeEmpty'), text: say('keys.writeEmptyText') }}
      tagsOf={(key) => <span className="tag">{say(`keys.kind.${key.kind}`)}</span>}
      noteOf={(key) => shopName(key.shopId)}
      createForm={(close) => <WriteKeyForm onClose={close} />}
    />
  );
}
