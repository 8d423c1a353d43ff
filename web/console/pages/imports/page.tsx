import { useSay } from '../../../ui/language/language.tsx';
import { DropArea } from './drop-area.tsx';
import { ImportList } from './import-list.tsx';
import { UploadCard } from './upload-card.tsx';
import { useUpload } from './use-upload.ts';
import '../../../ui/form/form.css';
import './imports.css';

/** Bringing files in, and what became of earlier ones. */
export function Page() {
  const say = useSay();
  const { upload, send } = useUpload();
  return (
    <div className="page imports">
      <header className="page-head">
        <div>
          <h1>{say('imports.title')}</h1>
          <p>{say('imports.text')}</p>
        </div>
      </header>
      {upload ? <UploadCard upload={upload} /> : <DropArea onFile={(file, kind) => void send(file, kind)} />}
      <ImportList />
    </div>
  );
}
