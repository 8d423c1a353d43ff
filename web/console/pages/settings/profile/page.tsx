import { useSay } from '../../../../ui/language/language.tsx';
import { PageFrame } from '../page-frame.tsx';
import { FactorCard } from './factor-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { PersonCard } from './person-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import './profile.css';

/** Who I am, how I sign in, and where I am signed in. */
export function Page() {
  const say = useSay();
  return (
    <PageFrame title={say('profile.title')} text={say('profile.text')}>
      <div className="profile">
        <div className="profile-column">
          <PersonCard />
          <FactorCard />
        </div>
        <div className="profile-column">
          <PasswordCard />
          <SessionsCard />
        </div>
      </div>
    </PageFrame>
  );
}
