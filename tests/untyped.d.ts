/** Libraries without types, as far as tests use them. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(text: string, options: { readonly forceType: string });
    readonly data: readonly Readonly<Record<string, unknown>>[];
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
declare module 'jsonld' {
  const jsonld: {
    flatten(
      document: object,
      context: undefined,
      options: { readonly documentLoader: (url: string) => Promise<object> },
    ): Promise<unknown>;
  };
  export default jsonld;
}
