import { MAX_ALIASES } from './limits';
import { articleDetailsSchema, type Article, type ArticleDetails } from './model';

const DETAILS = Object.keys(articleDetailsSchema.entries).filter(isDetail);

function isDetail(key: string): key is keyof ArticleDetails {
  return key in articleDetailsSchema.entries;
}

/** The article with what it did not know of itself, and with further addresses: what it knows stays. */
export function completed(
  article: Article,
  stated: { readonly [Key in keyof ArticleDetails]?: string | undefined },
  aliases: readonly string[],
): Article {
  const details: Partial<Article> = {};
  for (const key of DETAILS) if (article[key] === '' && stated[key]) details[key] = stated[key];
  return {
    ...article,
    ...details,
    aliases: [...new Set([...article.aliases, ...aliases])].slice(0, MAX_ALIASES),
  };
}
