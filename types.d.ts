/// <reference types="vite/client" />

/** Logseq's parser, compiled from OCaml; tests read what is written for Logseq with it. */
declare module 'mldoc' {
  const mldoc: { readonly Mldoc: { parseJson(text: string, config: string): string } };
  export default mldoc;
}
