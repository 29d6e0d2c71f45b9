import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Template } from '../../lib/formats/template/schema';
import type { TransferServices } from './services';

export interface Templates {
  /** The templates that the user wrote, as they are being written. */
  readonly templates: readonly Template[];
  /** Whether this one is stored as it is. */
  readonly isStored: (template: Template) => boolean;
  /** The last change could not be stored. */
  readonly hasFailed: boolean;
  /** Keeps it until the page is closed. */
  readonly draft: (template: Template) => void;
  readonly save: (template: Template) => void;
  readonly remove: (template: Template) => void;
}

/** The user's templates, stored and being written: what is written stays when another format is looked at meanwhile. */
export function useTemplates(services: TransferServices): Templates {
  const [stored, setStored] = useState<readonly Template[]>([]);
  const [drafts, setDrafts] = useState<readonly Template[]>([]);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    void services.templates().then(setStored, () => undefined);
  }, [services]);
  const change = useCallback(
    async (edit: (before: readonly Template[]) => readonly Template[]): Promise<void> => {
      try {
        // Another window may have stored some since; and what was never read is not written over.
        const next = edit(await services.templates());
        await services.saveTemplates(next);
        setStored(next);
        setFailed(false);
      } catch {
        setFailed(true);
      }
    },
    [services],
  );
  const draft = (template: Template): void => setDrafts((before) => [template, ...without(before, template)]);
  return {
    templates: [
      ...drafts.filter(({ id }) => !stored.some((each) => each.id === id)),
      ...stored.map((template) => drafts.find(({ id }) => id === template.id) ?? template),
    ],
    isStored: (template) => stored.some((each) => FIELDS.every((field) => each[field] === template[field])),
    hasFailed,
    draft,
    save: (template) => {
      draft(template);
      void change((before) => [template, ...without(before, template)]);
    },
    remove: (template) => {
      setDrafts((before) => without(before, template));
      void change((before) => without(before, template));
    },
  };
}

const FIELDS = ['id', 'name', 'extension', 'article', 'header', 'footer'] as const;

function without(templates: readonly Template[], { id }: Template): readonly Template[] {
  return templates.filter((each) => each.id !== id);
}
