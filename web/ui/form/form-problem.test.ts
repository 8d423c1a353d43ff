import { describe, expect, it } from 'vitest';
import { ApiProblem, type FieldError } from '../api/request.ts';
import { formProblem } from './form-problem.ts';

const refused = (errors: { field: string; detail: string }[]) =>
  new ApiProblem({ code: 'invalid_request', status: 400, title: '', detail: '', errors });

describe('a refused form', () => {
  it('shows a sentence at the field it is about, however deep the server names it', () => {
    const error = refused([{ field: 'options.zone', detail: 'No such zone.' }]);
    expect(formProblem(error, ['zone', 'name'])).toEqual({ fields: { zone: 'No such zone.' }, rest: null });
  });

  it('shows a problem with no field of the form below the form', () => {
    const error = refused([{ field: 'other', detail: 'No.' }]);
    expect(formProblem(error, ['name'])).toEqual({ fields: {}, rest: error });
    const bug = new Error('bug');
    expect(formProblem(bug, ['name'])).toEqual({ fields: {}, rest: bug });
  });

  it('says at the field in the language of the page what it knows a text for', () => {
    const error = refused([{ field: 'name', detail: 'A brand has this name.' }]);
    const sentence = (code: string, { detail }: FieldError) => `${code}: ${detail}`;
    expect(formProblem(error, ['name'], sentence).fields).toEqual({
      name: 'invalid_request: A brand has this name.',
    });
  });

  it('keeps the first sentence of a field', () => {
    const error = refused([
      { field: 'name', detail: 'First.' },
      { field: 'name', detail: 'Second.' },
    ]);
    expect(formProblem(error, ['name']).fields).toEqual({ name: 'First.' });
  });
});
