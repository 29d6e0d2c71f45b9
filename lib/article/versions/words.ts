/** A run of words that both versions have, or one of them. */
export interface Words {
  readonly type: 'same' | 'added' | 'cut';
  readonly text: string;
}
