import { IconCopyStroked, IconTick } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import { useEffect, useState } from 'react';
import { useSay } from '../language/language.tsx';

const shownMs = 2_000;

/** Copies a text and says so. Where the browser forbids it (plain http elsewhere), the text can be selected. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      type="tertiary"
      icon={copied ? <IconTick /> : <IconCopyStroked />}
      aria-live="polite"
      onClick={() => void copyText(text).then(setCopied)}
    >
      {copied ? say('form.copied') : (label ?? say('form.copy'))}
    </Button>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    // The clipboard API is missing outside https and loopback; this old way still works there.
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
