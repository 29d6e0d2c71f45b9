/** The file that every bench writes with `--json`. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

export async function writeRows(file: string, bench: string, rows: readonly object[]): Promise<void> {
  const machine = `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}`;
  await writeFile(file, `${JSON.stringify({ bench, machine, rows }, null, 2)}\n`);
}
