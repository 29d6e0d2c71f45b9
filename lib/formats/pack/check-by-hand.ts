/** How to hold files against `SHA256SUMS` without a program of ours. */
export const CHECK_BY_HAND = `HOW TO CHECK IT BY HAND

Unpack the archive, open a terminal in the folder that SHA256SUMS is in, and type:

  Linux       sha256sum -c SHA256SUMS
  macOS       shasum -a 256 -c SHA256SUMS
  Windows     in PowerShell, which tells what does not fit and is silent otherwise:
              Get-Content SHA256SUMS | ForEach-Object { $s, $f = $_ -split '  ', 2
                if ((Get-FileHash -LiteralPath $f).Hash -ne $s) { "DOES NOT FIT: $f" } }
              or one file by itself: certutil -hashfile NAME SHA256

Each file has to be "OK". Whether the archive itself is whole, "unzip -t NAME.zip" says.`;
