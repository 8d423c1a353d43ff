import { useQuery } from '@tanstack/react-query';
import type { CouponGroups } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { request } from '../../../ui/api/request.ts';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { GroupPicker } from '../../../ui/groups/group-picker.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import type { CouponFormState } from './coupon-form.tsx';

/** For everybody, or for members of audiences that are delivered to coupons. */
export function WhomFields({ form }: { readonly form: CouponFormState }) {
  const say = useSay();
  const { organization } = useScope();
  const { values, set, errors, idOf } = form;
  const list = useQuery({
    queryKey: ['coupons', 'groups', organization.id],
    queryFn: ({ signal }) => request<CouponGroups>('/api/coupons/groups', { signal }),
  });
  const open = list.data?.items ?? [];
  return (
    <>
      <ChoiceField
        id={idOf('forWhom')}
        label={say('coupons.forWhom')}
        value={values.forWhom}
        options={(['everybody', 'groups'] as const).map((value) => ({
          value,
          label: say(`coupons.forWhom.${value}`),
        }))}
        help={values.forWhom === 'groups' ? say('coupons.groupsHelp') : undefined}
        onChange={(forWhom) => set('forWhom', forWhom)}
      />
      {values.forWhom === 'groups' ? (
        <>
          <GroupPicker
            id={idOf('groupIds')}
            label={say('coupons.groups')}
            groups={open.map(({ id, name, people, heldOut }) => ({
              id,
              name,
              size: people,
              heldOut,
              isClosed: false,
            }))}
            chosen={values.groupIds}
            error={errors.groupIds}
            onChange={(ids) => set('groupIds', ids)}
          />
          {list.data && open.length === 0 ? (
            <p className="form-text">
              {say('coupons.groupsNone')}{' '}
              <PageLink to="/audiences/list">{say('coupons.groupsNoneAction')}</PageLink>
            </p>
          ) : null}
          {list.error ? <p className="form-text">{say('ads.groupsFailed')}</p> : null}
        </>
      ) : null}
    </>
  );
}
