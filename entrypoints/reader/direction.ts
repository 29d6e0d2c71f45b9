const RIGHT_TO_LEFT = /^(?:ar|arc|ckb|dv|fa|he|iw|ji|ks|ps|sd|syr|ug|ur|yi)(?:-|$)|-(?:Arab|Hebr)\b/i;

/** The way a language is written; `auto`, by the first letter, where it is not known. */
export function direction(language: string): 'ltr' | 'rtl' | 'auto' {
  if (language === '') return 'auto';
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
}
