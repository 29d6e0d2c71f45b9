/** One line on the terminal that says where a long run is; nothing where nobody looks. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u{1B}[K${text}`);
}

export function endProgress(): void {
  progress('');
}
