import { IconUserCircleStroked } from '@douyinfe/semi-icons';
import { Button, Dropdown } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { noSearch } from '../address/no-search.ts';
import { request } from '../api/request.ts';
import { QuietSelect } from '../choice/quiet-select.tsx';
import { ToolButton } from '../choice/tool-button.tsx';
import { useLanguage } from '../language/language.tsx';
import type { Language } from '../language/messages.ts';
import { type RisingChoice, type ThemeChoice, useTheme } from '../theme/theme.tsx';
import { useScope } from './scope.tsx';

/** Who is signed in and how the console looks to them. */
export function PersonMenu() {
  const { say } = useLanguage();
  return (
    <Dropdown trigger="click" position="bottomRight" clickToHide={false} render={<PersonPanel />}>
      <ToolButton icon={<IconUserCircleStroked size="large" />} aria-label={say('person.menu')} />
    </Dropdown>
  );
}

function PersonPanel() {
  const { language, speak, say } = useLanguage();
  const { choice, choose, risingChoice, chooseRising } = useTheme();
  const { session, organization } = useScope();
  const client = useQueryClient();
  const navigate = useNavigate();
  const switchTo = async (organizationId: string) => {
    await request('/api/session', { body: { organizationId } });
    await navigate({ to: '/cockpit', search: noSearch });
    await client.resetQueries();
  };
  const signOut = async () => {
    await request('/api/auth/sign-out', { body: {} });
    // The session itself stays, as nobody's: what watches it hears of the change, which clearing would not tell.
    client.setQueryData(['session'], null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
  return (
    <div className="person-panel">
      <strong>{session.user.name}</strong>
      <span className="quiet">{session.user.email}</span>
      {session.memberships.length > 1 ? (
        <QuietSelect
          label={say('person.organization')}
          value={organization.id}
          options={session.memberships.map((one) => ({
            value: one.organizationId,
            label: one.organizationName,
          }))}
          onChange={(value) => void switchTo(value)}
        />
      ) : (
        <span className="quiet">{organization.name}</span>
      )}
      <hr />
      <div className="person-choice">
        {say('person.language')}
        <QuietSelect<Language>
          label={say('person.language')}
          value={language}
          options={[
            { value: 'zh', label: say('language.zh') },
            { value: 'en', label: say('language.en') },
          ]}
          onChange={speak}
        />
      </div>
      <div className="person-choice">
        {say('person.theme')}
        <QuietSelect<ThemeChoice>
          label={say('person.theme')}
          value={choice}
          options={[
            { value: 'system', label: say('theme.system') },
            { value: 'light', label: say('theme.light') },
            { value: 'dark', label: say('theme.dark') },
          ]}
          onChange={choose}
        />
      </div>
      <div className="person-choice">
        {say('person.rising')}
        <QuietSelect<RisingChoice>
          label={say('person.rising')}
          value={risingChoice}
          options={[
            { value: 'language', label: say('rising.language') },
            { value: 'red', label: say('rising.red') },
            { value: 'green', label: say('rising.green') },
          ]}
          onChange={chooseRising}
        />
      </div>
      <hr />
      <Button block onClick={() => void signOut()}>
        {say('person.signOut')}
      </Button>
    </div>
  );
}
