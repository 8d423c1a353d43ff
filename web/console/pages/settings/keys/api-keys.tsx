import type { ApiKeyView } from '#organisations/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { KeySection } from './key-section.tsx';

export function ApiKeys() {
  const say = useSay();
  return (
    <KeySection<ApiKeyView>
      path="/api/api-keys"
      title={say('keys.api')}
      text={say('keys.apiText')}
      add={say('keys.newApi')}
      empty={{ title: say('keys.apiEmpty'), text: say('keys.apiEmptyText') }}
      tagsOf={() => null}
      noteOf={(key) => key.permissions.map((permission) => say(`permission.${permission}`)).join(' · ')}
      createForm={(close) => <ApiKeyForm onClose={close} />}
    />
  );
}
