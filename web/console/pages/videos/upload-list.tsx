import { Button, Progress } from '@douyinfe/semi-ui-19';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { bytesText } from '../../../ui/metric/bytes-text.ts';
import type { Upload, useUploads } from './use-uploads.ts';

type Props = {
  readonly uploads: ReturnType<typeof useUploads>;
  readonly onEdit: (videoId: string) => void;
};

/** Files on their way, each with its progress and what can be done with it. */
export function UploadList({ uploads, onEdit }: Props) {
  const { say } = useLanguage();
  if (uploads.uploads.length === 0) return null;
  return (
    <section className="card" aria-label={say('videos.uploads')}>
      <div className="card-head">
        <h2>{say('videos.uploads')}</h2>
        <p>{say('videos.uploadsText')}</p>
      </div>
      <ul className="video-uploads">
        {uploads.uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} uploads={uploads} onEdit={onEdit} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ upload, uploads, onEdit }: Props & { readonly upload: Upload }) {
  const { say } = useLanguage();
  const { key, file, state, sentBytes, video } = upload;
  const share = file.size > 0 ? sentBytes / file.size : 0;
  return (
    <li className="video-upload">
      <div className="video-upload-head">
        <strong>{file.name}</strong>
        <span className="quiet number">
          {bytesText(sentBytes)} / {bytesText(file.size)} · {say(`videos.upload.${state}`)}
        </span>
      </div>
      <Progress
        percent={Math.round(share * 100)}
        showInfo={false}
        aria-label={say('videos.uploadProgress', { name: file.name })}
      />
      <FormFailure error={upload.error} />
      <div className="video-upload-tools">
        {state === 'sending' || state === 'waiting' ? (
          <Button size="small" onClick={() => uploads.pause(key)}>
            {say('videos.pause')}
          </Button>
        ) : null}
        {state === 'paused' || state === 'failed' ? (
          <Button size="small" theme="solid" onClick={() => uploads.resume(key)}>
            {say(state === 'paused' ? 'videos.resume' : 'action.retry')}
          </Button>
        ) : null}
        {video ? (
          <Button size="small" theme="solid" onClick={() => onEdit(video.id)}>
            {say('videos.finish')}
          </Button>
        ) : null}
        <Button
          size="small"
          theme="borderless"
          onClick={() => (video ? uploads.dismiss(key) : uploads.cancel(key))}
        >
          {say(video ? 'form.close' : 'videos.cancelUpload')}
        </Button>
      </div>
    </li>
  );
}
