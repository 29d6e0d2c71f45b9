/** The page's private file system, in which exports are written. */

/** All names, sorted. */
export async function fileNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const [name] of (await navigator.storage.getDirectory()).entries()) names.push(name);
  return names.toSorted();
}

/** A file as the user would choose it. */
export async function fileNamed(name: string): Promise<File> {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name);
  return handle.getFile();
}

export async function writeFile(name: string, content: Blob): Promise<void> {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  await writable.write(content);
  await writable.close();
}

export async function removeFile(name: string): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry(name);
}
