/**
 * The vault of docs/sync-protocol.md a second time: no code of the extension, and for each primitive another implementation
 * than it uses. AES-GCM and HKDF are those of noble, Argon2 and DEFLATE those of Node.
 */
import { argon2Sync, createHash, createPrivateKey, createPublicKey, randomBytes, verify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';

export interface OtherKey {
  readonly vault: string;
  readonly epoch: number;
  readonly secret: string;
  readonly shared?: { readonly collection: string; readonly publicKey: string; readonly seed?: string };
}

const keySchema = v.object({
  vault: v.string(),
  epoch: v.number(),
  secret: v.string(),
  shared: v.exactOptional(v.object({ collection: v.string(), publicKey: v.string() })),
});
const keyFileSchema = v.object({
  version: v.number(),
  vault: v.string(),
  epoch: v.number(),
  revision: v.number(),
  kdf: v.object({
    name: v.literal('argon2id'),
    memory: v.number(),
    passes: v.number(),
    lanes: v.number(),
    salt: v.string(),
  }),
  passphrase: v.string(),
  recovery: v.string(),
  keys: v.array(v.string()),
  former: v.string(),
  signature: v.exactOptional(v.string()),
});
type KeyFileJson = v.InferOutput<typeof keyFileSchema>;

export function otherFrame(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => [number(part.length), part]));
}

function otherDerive(secret: string, vault: string, purpose: string, length: number): string {
  return hexOf(hkdf(sha256, fromHex(secret), fromHex(vault), text(purpose), length));
}

export function otherKeyId(key: OtherKey): string {
  return otherDerive(key.secret, key.vault, 'pullquote key id 1', 4);
}

export function otherArgon2(passphrase: string, kdf: Omit<KeyFileJson['kdf'], 'name'>): string {
  const key = argon2Sync('argon2id', {
    message: text(passphrase.normalize('NFC')),
    nonce: base64(kdf.salt),
    parallelism: kdf.lanes,
    tagLength: 32,
    memory: kdf.memory,
    passes: kdf.passes,
  });
  return hexOf(key);
}

/** The paper's own wording. */
export function otherPadded(length: number): number {
  const least = Math.max(length, 256);
  const exponent = least.toString(2).length - 1;
  const bitsOfExponent = exponent.toString(2).length;
  const mask = 2 ** (exponent - bitsOfExponent) - 1;
  return Number((BigInt(least) + BigInt(mask)) & ~BigInt(mask));
}

/** The secret of a recovery code that is spelled as it was printed. */
export function otherRecoverySecret(code: string): string {
  const digits = code.replaceAll('-', '').slice(0, 32);
  const value = Array.from(digits).reduce(
    (sum, digit) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(digit)),
    0n,
  );
  return value.toString(16).padStart(40, '0');
}

/** The keys in a key file, the current one first. */
export function otherKeys(
  json: string,
  by: { readonly passphrase: string } | { readonly recoveryCode: string },
): OtherKey[] {
  const file = v.parse(keyFileSchema, JSON.parse(json));
  const secret =
    'passphrase' in by
      ? decrypt(
          otherArgon2(by.passphrase, file.kdf),
          base64(file.passphrase),
          wrapBinding(file, 'passphrase'),
        )
      : decrypt(recoveryKey(by.recoveryCode, file), base64(file.recovery), wrapBinding(file, 'recovery'));
  const current = otherKey(file, secret);
  const former = decrypt(formerKey(current), base64(file.former), fileBinding(file));
  if (current.shared) {
    const signed = otherFrame(text('pullquote key file signature 1'), fileBinding(file), base64(file.former));
    if (!isSigned(current.shared.publicKey, signed, base64(file.signature ?? '')))
      throw new Error('Not by who may write');
  }
  return [current, ...v.parse(v.array(keySchema), JSON.parse(former.toString()))];
}

/** What a wrap holds: the data key, and for a shared collection the seed and the collection's name. */
function otherKey({ vault, epoch }: KeyFileJson, wrapped: Buffer): OtherKey {
  const secret = wrapped.toString('hex', 0, 32);
  if (wrapped.length === 32) return { vault, epoch, secret };
  const seed = wrapped.toString('hex', 32, 64);
  return {
    vault,
    epoch,
    secret,
    shared: { collection: wrapped.toString('utf8', 64), publicKey: otherPublicKey(seed), seed },
  };
}

/** The Ed25519 public key of a seed, by OpenSSL. */
function otherPublicKey(seed: string): string {
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
  const spki = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({
    format: 'der',
    type: 'spki',
  });
  return spki.toString('hex', spki.length - 32);
}

function isSigned(publicKey: string, message: Buffer, signature: Buffer): boolean {
  const der = Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex');
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** A key file for a key of this implementation. */
export function otherKeyFile(
  key: OtherKey,
  former: readonly OtherKey[],
  { passphrase, recoveryCode }: { passphrase: string; recoveryCode: string },
): { name: string; bytes: Uint8Array } {
  const kdf = {
    name: 'argon2id' as const,
    memory: 32,
    passes: 1,
    lanes: 2,
    salt: randomBytes(16).toString('base64url'),
  };
  const secret = fromHex(key.secret);
  const head = {
    version: 1,
    vault: key.vault,
    epoch: key.epoch,
    revision: 1,
    kdf,
    passphrase: encrypt(otherArgon2(passphrase, kdf), secret, wrapBinding(key, 'passphrase')),
    recovery: encrypt(recoveryKey(recoveryCode, key), secret, wrapBinding(key, 'recovery')),
    keys: [key, ...former].map((each) => otherKeyId(each)),
  };
  const sealed = encrypt(formerKey(key), text(JSON.stringify(former)), fileBinding({ ...head, former: '' }));
  const bytes = text(JSON.stringify({ format: 'pullquote-keys', ...head, former: sealed }));
  return {
    name: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
    bytes: new Uint8Array(bytes),
  };
}

export function otherOpen(key: OtherKey, context: string, sealed: Uint8Array): Buffer {
  const file = Buffer.from(sealed);
  const isShared = key.shared !== undefined;
  if (file.toString('latin1', 0, 4) !== (isShared ? 'PQS2' : 'PQS1')) throw new Error('No file of a vault');
  if (file.toString('hex', 4, 8) !== otherKeyId(key)) throw new Error('Another key');
  const binding = otherFrame(
    text('pullquote file 1'),
    file.subarray(0, 20),
    fromHex(key.vault),
    text(context),
  );
  const end = isShared ? file.length - 64 : file.length;
  const signed = otherFrame(text('pullquote signature 1'), binding, file.subarray(20, end));
  if (key.shared && !isSigned(key.shared.publicKey, signed, file.subarray(end)))
    throw new Error('Not by who may write');
  const packed = decrypt(fileKey(key), file.subarray(8, end), binding);
  const body = packed.subarray(5, 5 + packed.readUInt32BE(1));
  return packed[0] === 1 ? inflateRawSync(body) : body;
}

export function otherSeal(key: OtherKey, context: string, plain: Uint8Array, method: 0 | 1): Uint8Array {
  const body = method === 1 ? deflateRawSync(plain) : Buffer.from(plain);
  const packed = Buffer.alloc(otherPadded(5 + body.length));
  packed[0] = method;
  packed.writeUInt32BE(body.length, 1);
  body.copy(packed, 5);
  const nonce = randomBytes(12);
  const header = Buffer.concat([text('PQS1'), fromHex(otherKeyId(key)), nonce]);
  const binding = otherFrame(text('pullquote file 1'), header, fromHex(key.vault), text(context));
  return new Uint8Array(Buffer.concat([header, gcm(fromHex(fileKey(key)), nonce, binding).encrypt(packed)]));
}

function fileKey(key: OtherKey): string {
  return otherDerive(key.secret, key.vault, 'pullquote file key 1', 32);
}

function formerKey(key: OtherKey): string {
  return otherDerive(key.secret, key.vault, 'pullquote former keys 1', 32);
}

function recoveryKey(code: string, { vault }: { vault: string }): string {
  return otherDerive(otherRecoverySecret(code), vault, 'pullquote recovery key 1', 32);
}

function wrapBinding({ vault, epoch }: { vault: string; epoch: number }, purpose: string): Buffer {
  return otherFrame(text('pullquote key wrap 1'), text(purpose), fromHex(vault), number(epoch));
}

function fileBinding({
  version,
  vault,
  epoch,
  revision,
  kdf,
  passphrase,
  recovery,
  keys,
}: KeyFileJson): Buffer {
  const costs = [kdf.memory, kdf.passes, kdf.lanes].map((value) => number(value));
  return otherFrame(
    text(`pullquote key file ${String(version)}`),
    fromHex(vault),
    number(epoch),
    number(revision),
    text(kdf.name),
    ...costs,
    base64(kdf.salt),
    base64(passphrase),
    base64(recovery),
    ...keys.map((id) => fromHex(id)),
  );
}

function decrypt(key: string, encrypted: Buffer, binding: Buffer): Buffer {
  const cipher = gcm(fromHex(key), encrypted.subarray(0, 12), binding);
  return Buffer.from(cipher.decrypt(encrypted.subarray(12)));
}

function encrypt(key: string, plain: Buffer, binding: Buffer): string {
  const nonce = randomBytes(12);
  return Buffer.concat([nonce, gcm(fromHex(key), nonce, binding).encrypt(plain)]).toString('base64url');
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const text = (value: string): Buffer => Buffer.from(value, 'utf8');
const base64 = (value: string): Buffer => Buffer.from(value, 'base64url');
const fromHex = (value: string): Buffer => Buffer.from(value, 'hex');
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
