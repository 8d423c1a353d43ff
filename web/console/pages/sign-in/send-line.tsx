import { Button } from '@douyinfe/semi-ui-19';
import { FormFailure } from '../../../ui/form/form-failure.tsx';

type Props = {
  readonly form: { readonly failure: unknown; readonly busy: boolean };
  readonly label: string;
};

/** The end of a form that stands alone: what went wrong, and the one thing to do. */
export function SendLine({ form, label }: Props) {
  return (
    <>
      <FormFailure error={form.failure} />
      <Button htmlType="submit" theme="solid" size="large" block loading={form.busy}>
        {label}
      </Button>
    </>
  );
}
