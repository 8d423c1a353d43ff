import { Button, Progress } from '@douyinfe/semi-ui-19';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { bytesText } from '../../../ui/metric/bytes-text.ts';
import { percent } from '../../../ui/metric/number-text.ts';
import { leftText, secondsLeft } from './figures-text.ts';
import type { Upload } from './use-upload.ts';

/** A file on its way to the server. */
export function UploadCard({ upload }: { upload: Upload }) {
  const { say, language } = useLanguage();
  const { file, sent, startedMs, error } = upload;
  const share = sent.bytesTotal > 0 ? sent.bytes / sent.bytesTotal : 0;
  const left = secondsLeft(sent, Date.now() - startedMs);
  return (
    <section className="card upload" aria-live="polite">
      <div className="card-head">
        <h2>{say(error ? 'imports.uploadFailed' : 'imports.uploading', { name: file.name })}</h2>
        <p>{bytesText(file.size)}</p>
      </div>
      {error ? (
        <>
          <FormFailure error={error} />
          <div className="form-actions form-start">
            <Button theme="solid" onClick={upload.again}>
              {say('action.retry')}
            </Button>
            <Button onClick={upload.stop}>{say('form.close')}</Button>
          </div>
        </>
      ) : (
        <div className="upload-progress">
          <Progress
            percent={Math.round(share * 100)}
            aria-label={say('imports.uploading', { name: file.name })}
          />
          <span className="quiet">
            {share < 1
              ? say('imports.uploadLeft', { percent: percent(share, language, 0), left: leftText(left, say) })
              : say('imports.looking')}
          </span>
          <Button size="small" onClick={upload.stop}>
            {say('imports.stopUpload')}
          </Button>
        </div>
      )}
    </section>
  );
}
