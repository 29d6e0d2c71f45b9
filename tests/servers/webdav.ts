/** WebDAV servers of Debian, each in a folder of its own, with one user. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WebDav } from '../../lib/sync/transports/webdav';
import {
  answering,
  command,
  freePort,
  giveAway,
  IS_ROOT,
  start,
  temporaryFolder,
  type Running,
} from './processes';
import { network, type Server, type ServerKind } from './server';

const USER = 'reader';
// Beyond ASCII: passwords are.
const PASSWORD = 'pässwörd ✓';

interface Place {
  /** What it serves. */
  readonly data: string;
  /** For everything else. */
  readonly own: string;
  readonly log: string;
  readonly port: number;
}

type Start = (place: Place) => Promise<Running>;

export async function startWebDav(kind: ServerKind, startIt: Start): Promise<Server> {
  const folder = await temporaryFolder(kind);
  const data = join(folder.path, 'data');
  const own = join(folder.path, 'own');
  const place = { data, own, log: join(folder.path, 'log'), port: await freePort() };
  await Promise.all([mkdir(data), mkdir(own)]);
  // Only for those who know its name, but for the server's user, too.
  if (IS_ROOT) await command('chmod', ['711', folder.path]);
  await giveAway(data, own);
  const running = await startIt(place);
  const url = `http://127.0.0.1:${place.port}/`;
  try {
    await answering(url, running, place.log);
  } catch (error) {
    await folder.remove();
    throw error;
  }
  return {
    kind,
    url,
    user: USER,
    password: PASSWORD,
    transport: ({ user = USER, password = PASSWORD, path = 'pullquote', home = '', network: more } = {}) =>
      new WebDav({ url: `${url}${home}`, path, user, password }, network(more)),
    authorise: async () => ({
      authorization: `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`,
    }),
    urlOf: (path) => `${url}pullquote/${path}`,
    stop: async () => {
      await running.end();
      await folder.remove();
    },
  };
}

export const startApache: Start = async ({ data, own, log, port }) => {
  const modules = [
    'mpm_event',
    'authz_core',
    'authz_user',
    'authn_core',
    'authn_file',
    'auth_basic',
    'mime',
    'dav',
    'dav_fs',
  ];
  await htpasswd(join(own, 'users'));
  await writeFile(
    join(own, 'httpd.conf'),
    `ServerRoot ${own}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${own}/pid
DefaultRuntimeDir ${own}
${IS_ROOT ? 'User www-data\nGroup www-data' : ''}
ErrorLog ${log}
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
DavLockDB ${own}/locks
DocumentRoot ${data}
<Directory ${data}>
  Dav On
  AuthType Basic
  AuthName dav
  AuthUserFile ${own}/users
  Require valid-user
  AllowOverride None
</Directory>
`,
  );
  return start('apache2', ['-f', join(own, 'httpd.conf'), '-DFOREGROUND'], log);
};

export const startNginx: Start = async ({ data, own, log, port }) => {
  await htpasswd(join(own, 'users'));
  await writeFile(
    join(own, 'nginx.conf'),
    `load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
daemon off;
${IS_ROOT ? 'user www-data;' : ''}
worker_processes 2;
pid ${own}/pid;
error_log ${log} warn;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${own}/bodies;
  client_max_body_size 8m;
  server {
    listen 127.0.0.1:${port};
    location / {
      root ${data};
      auth_basic dav;
      auth_basic_user_file ${own}/users;
      dav_methods PUT DELETE MKCOL COPY MOVE;
      dav_ext_methods PROPFIND OPTIONS;
    }
  }
}
`,
  );
  return start('nginx', ['-c', join(own, 'nginx.conf'), '-e', log], log);
};

export const startLighttpd: Start = async ({ data, own, log, port }) => {
  await writeFile(join(own, 'users'), `${USER}:${PASSWORD}\n`);
  await writeFile(
    join(own, 'lighttpd.conf'),
    `server.modules = ("mod_auth", "mod_authn_file", "mod_webdav")
server.document-root = "${data}"
server.bind = "127.0.0.1"
server.port = ${port}
server.errorlog = "${log}"
${IS_ROOT ? 'server.username = "www-data"\nserver.groupname = "www-data"' : ''}
auth.backend = "plain"
auth.backend.plain.userfile = "${own}/users"
auth.require = ("/" => ("method" => "basic", "realm" => "dav", "require" => "valid-user"))
webdav.activate = "enable"
webdav.sqlite-db-name = "${own}/properties.db"
`,
  );
  await giveAway(join(own, 'users'));
  await writeFile(log, '');
  await giveAway(log);
  return start('lighttpd', ['-D', '-f', join(own, 'lighttpd.conf')], log);
};

/** The careless kind: what was cut off stays, and is shown. */
export const startRclone: Start = async ({ data, log, port }) =>
  start(
    'rclone',
    [
      'serve',
      'webdav',
      data,
      '--addr',
      `127.0.0.1:${port}`,
      '--user',
      USER,
      '--pass',
      PASSWORD,
      '--dir-cache-time',
      '0s',
    ],
    log,
  );

/** What Nextcloud and ownCloud are made with. */
export const startSabre: Start = async ({ data, log, port }) =>
  start(
    'php',
    [
      '-d',
      'display_errors=0',
      '-d',
      'log_errors=0',
      '-S',
      `127.0.0.1:${port}`,
      join(import.meta.dirname, 'sabre.php'),
    ],
    log,
    { PHP_CLI_SERVER_WORKERS: '4', DAV_DATA: data, DAV_USER: USER, DAV_PASSWORD: PASSWORD },
  );

async function htpasswd(file: string): Promise<void> {
  await command('htpasswd', ['-bcm', file, USER, PASSWORD]);
  await giveAway(file);
}
