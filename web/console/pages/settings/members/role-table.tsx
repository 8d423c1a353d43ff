import { IconMinus, IconTick } from '@douyinfe/semi-icons';
import { permissions, permissionsOfRole, type Role, roles } from '#organisations/contract';
import { type Say, useSay } from '../../../../ui/language/language.tsx';
import './members.css';

/** What each role may do, as the server decides it. */
export function RoleTable() {
  const say = useSay();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say('members.roles')}</h2>
        <p>{say('members.rolesText')}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keys. */}
      <section className="role-table" tabIndex={0} aria-label={say('members.roles')}>
        <table>
          <thead>
            <tr>
              <td />
              {roles.map((role) => (
                <th key={role} scope="col">
                  {say(`role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{say(`permission.${permission}`)}</th>
                {roles.map((role) => (
                  <td key={role}>
                    {permissionsOfRole[role].includes(permission) ? (
                      <IconTick className="role-may" aria-label={say('members.may')} />
                    ) : (
                      <IconMinus className="role-may-not" aria-label={say('members.mayNot')} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

export function permissionsText(role: Role, say: Say): string {
  return permissionsOfRole[role].map((permission) => say(`permission.${permission}`)).join(' · ');
}
