import { IconSearch } from '@douyinfe/semi-icons';
import { Input } from '@douyinfe/semi-ui-19';
import { useState } from 'react';

type Props = { readonly label: string; readonly value: string; readonly onSearch: (text: string) => void };

/** Searches a list when Enter is pressed or the field is left, and again for everything when it is cleared. */
export function SearchBox({ label, value, onSearch }: Props) {
  const [text, setText] = useState(value);
  return (
    <form
      className="list-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <Input
        prefix={<IconSearch />}
        aria-label={label}
        placeholder={label}
        showClear
        maxLength={100}
        value={text}
        onChange={(next) => {
          setText(next);
          if (next === '') onSearch('');
        }}
        onBlur={() => onSearch(text.trim())}
      />
    </form>
  );
}
