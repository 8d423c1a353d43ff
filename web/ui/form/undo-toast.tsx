import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useSay } from '../language/language.tsx';

const undoSeconds = 8;

/** Says that something was done, with a button that takes it back. */
export function useUndoToast() {
  const say = useSay();
  return (text: string, undo?: () => Promise<unknown>) => {
    const id: string = Toast.success({
      duration: undo ? undoSeconds : 3,
      content: (
        <span className="undo-toast">
          {text}
          {undo ? (
            <Button
              size="small"
              theme="borderless"
              onClick={() => {
                Toast.close(id);
                undo().catch(() => Toast.error(say('form.undoFailed')));
              }}
            >
              {say('form.undo')}
            </Button>
          ) : null}
        </span>
      ),
    });
  };
}
