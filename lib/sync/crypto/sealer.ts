/** Plain bytes into files that only the vault's devices can read, and back. What the log knows of cryptography. */

/** Which file it is: `log/DEVICE/SEQUENCE`. Bound to the content, so that no file can stand in for another. */
export type FileContext = string;

export interface Sealer {
  /** Compressed, padded, encrypted, authenticated together with the vault and `context`. */
  seal(context: FileContext, plain: Uint8Array): Promise<Uint8Array>;
  /**
   * @param limit bytes that the content may have when it is decompressed
   * @throws {SealError}
   */
  open(context: FileContext, sealed: Uint8Array, limit: number): Promise<Uint8Array>;
}

export type SealFailure =
  /** Not a file of this program, or of a version that this one does not know. */
  | 'unknown-format'
  /** Sealed with a key that this device does not have. */
  | 'unknown-key'
  /** Changed since it was sealed, or another file than its name says. */
  | 'damaged'
  /** Larger than it may be. */
  | 'too-large';

export class SealError extends Error {
  override readonly name = 'SealError';
  constructor(
    readonly reason: SealFailure,
    options?: ErrorOptions,
  ) {
    super(`The file cannot be opened: ${reason}`, options);
  }
}
