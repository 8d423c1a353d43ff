import { IconUserCircleStroked } from '@douyinfe/semi-icons';
import { Button, Dropdown, Radio, RadioGroup, Select } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { request } from '../api/request.ts';
import { useLanguage } from '../language/language.tsx';
import { type RisingChoice, type ThemeChoice, useTheme } from '../theme/theme.tsx';
import { useScope } from './scope.tsx';

/** Who is signed in and how the console looks to them. */
export function PersonMenu() {
  const { say } = useLanguage();
  return (
    <Dropdown trigger="click" position="bottomRight" clickToHide={false} render={<PersonPanel />}>
      <Button
        theme="borderless"
        type="tertiary"
        icon={<IconUserCircleStroked size="large" />}
        aria-label={say('person.menu')}
      />
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
    await navigate({ to: '/cockpit', search: {} as never });
    await client.resetQueries();
  };
  const signOut = async () => {
    await request('/api/auth/sign-out', { body: {} });
    client.clear();
    client.setQueryData(['session'], null);
  };
  return (
    <div className="person-panel">
      <strong>{session.user.name}</strong>
      <span className="quiet">{session.user.email}</span>
      {session.memberships.length > 1 ? (
        <Select
          aria-label={say('person.organization')}
          value={organization.id}
          optionList={session.memberships.map((one) => ({
            value: one.organizationId,
            label: one.organizationName,
          }))}
          onChange={(value) => void switchTo(String(value))}
        />
      ) : (
        <span className="quiet">{organization.name}</span>
      )}
      <hr />
      <Choice
        title={say('person.language')}
        value={language}
        options={[
          ['zh', say('language.zh')],
          ['en', say('language.en')],
        ]}
        onChoose={(value) => speak(value as 'zh' | 'en')}
      />
      <Choice
        title={say('person.theme')}
        value={choice}
        options={[
          ['system', say('theme.system')],
          ['light', say('theme.light')],
          ['dark', say('theme.dark')],
        ]}
        onChoose={(value) => choose(value as ThemeChoice)}
      />
      <Choice
        title={say('person.rising')}
        value={risingChoice}
        options={[
          ['language', say('rising.language')],
          ['red', say('rising.red')],
          ['green', say('rising.green')],
        ]}
        onChoose={(value) => chooseRising(value as RisingChoice)}
      />
      <hr />
      <Button block onClick={() => void signOut()}>
        {say('person.signOut')}
      </Button>
    </div>
  );
}

type ChoiceProps = {
  readonly title: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
};

function Choice({ title, value, options, onChoose }: ChoiceProps) {
  return (
    <div className="person-choice">
      <span>{title}</span>
      <RadioGroup
        type="button"
        buttonSize="small"
        value={value}
        aria-label={title}
        onChange={(event) => onChoose(String(event.target.value))}
      >
        {options.map(([id, label]) => (
          <Radio key={id} value={id}>
            {label}
          </Radio>
        ))}
      </RadioGroup>
    </div>
  );
}
