import { expect, it } from 'vitest';
import { sampleAnnotation, sampleArticle } from '../../tests/unit/support/samples';
import { quotation } from './quotation';

it('leaves out what is not known', () => {
  const article = sampleArticle({ title: '', site: '' });
  const annotation = sampleAnnotation({ kind: 'highlight' });
  expect(quotation(annotation, article, 'https://a.example/')).toBe(
    `“${annotation.target?.exact}”\nhttps://a.example/`,
  );
});

it('gives the words of a note about the article', () => {
  const annotation = sampleAnnotation({ kind: 'note', target: null, note: ' Compare. ' });
  expect(quotation(annotation, sampleArticle({ title: 'T', site: 'S' }), 'u')).toBe('Compare.\n— T, S\nu');
});
