/** What the granted match patterns mean to a reader. */
export interface Granted {
  readonly all: boolean;
  /** Hosts that are allowed one by one, in alphabetical order. */
  readonly hosts: readonly string[];
}

/** Reads match patterns such as `https://news.example.com/*`. */
export function readOrigins(origins: readonly string[]): Granted {
  const hosts = new Set<string>();
  let all = false;
  for (const origin of origins) {
    const host = /^[^:]+:\/\/([^/]*)\//.exec(origin)?.[1];
    if (origin === '<all_urls>' || host === '*') all = true;
    else if (host) hosts.add(host);
  }
  return { all, hosts: [...hosts].toSorted() };
}
