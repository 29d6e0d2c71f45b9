/** Real stores for tests: `startServer('apache')`. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startCeph } from './ceph';
import { startS3rver } from './s3';
import type { Server, ServerKind } from './server';
import { startApache, startLighttpd, startNginx, startRclone, startSabre, startWebDav } from './webdav';

const STARTS: Readonly<Record<ServerKind, () => Promise<Server>>> = {
  apache: () => startWebDav('apache', startApache),
  nginx: () => startWebDav('nginx', startNginx),
  lighttpd: () => startWebDav('lighttpd', startLighttpd),
  rclone: () => startWebDav('rclone', startRclone),
  sabre: () => startWebDav('sabre', startSabre),
  s3rver: startS3rver,
  ceph: startCeph,
};

/** What has to be there, and the packages of Debian that have it. */
const NEEDS: Readonly<Record<ServerKind, { readonly files: readonly string[]; readonly packages: string }>> =
  {
    apache: { files: ['apache2', 'htpasswd'], packages: 'apache2 apache2-utils' },
    nginx: {
      files: ['nginx', 'htpasswd', '/usr/lib/nginx/modules/ngx_http_dav_ext_module.so'],
      packages: 'nginx-light libnginx-mod-http-dav-ext apache2-utils',
    },
    lighttpd: {
      files: ['lighttpd', '/usr/lib/lighttpd/mod_webdav.so'],
      packages: 'lighttpd lighttpd-mod-webdav',
    },
    rclone: { files: ['rclone'], packages: 'rclone' },
    sabre: {
      files: ['php', '/usr/share/php/Sabre/autoload.php'],
      packages: 'php-cli php-xml php-mbstring php-sabre-dav',
    },
    s3rver: { files: [], packages: '' },
    ceph: {
      files: ['ceph', 'ceph-mon', 'ceph-mgr', 'ceph-osd', 'radosgw', 'radosgw-admin'],
      packages: 'ceph-mon ceph-mgr ceph-osd radosgw ceph-common',
    },
  };

/** Why a server cannot be started here; null where it can. */
export function whyNot(kind: ServerKind): string | null {
  const { files, packages } = NEEDS[kind];
  const missing = files.filter((file) => !isThere(file));
  return missing.length === 0 ? null : `${kind} needs ${missing.join(', ')}: apt-get install ${packages}`;
}

export async function startServer(kind: ServerKind): Promise<Server> {
  return STARTS[kind]();
}

function isThere(file: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const paths = file.startsWith('/') ? [file] : folders.map((folder) => join(folder, file));
  return paths.some((path) => {
    try {
      accessSync(path, file.startsWith('/') ? constants.R_OK : constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
