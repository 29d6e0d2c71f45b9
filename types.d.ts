/// <reference types="vite/client" />

/** Logseq's parser, compiled from OCaml; tests read what is written for Logseq with it. */
declare module 'mldoc' {
  const mldoc: { readonly Mldoc: { parseJson(text: string, config: string): string } };
  export default mldoc;
}

/** The CSL processor, as far as it is used: https://citeproc-js.readthedocs.io */
declare module 'citeproc' {
  type OutputFormat = 'html' | 'text';

  export interface Engine {
    setOutputFormat(format: OutputFormat): void;
    updateItems(ids: readonly string[]): void;
    makeBibliography(): readonly [parameters: object, entries: readonly string[]];
    previewCitationCluster(
      citation: { citationItems: readonly { id: string }[]; properties: { noteIndex: number } },
      before: readonly [],
      after: readonly [],
      format: OutputFormat,
    ): string;
  }

  const CSL: {
    Engine: new (
      system: { retrieveLocale(language: string): string; retrieveItem(id: string): object },
      style: string,
      language: string,
      isForced: boolean,
    ) => Engine;
  };
  export default CSL;
}
