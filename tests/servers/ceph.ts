/** Ceph with its gateway for S3: one monitor, three stores in memory. Takes half a minute to start. */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answering, command, freePort, start, temporaryFolder, type Running } from './processes';
import { makeBucket, s3Server } from './s3';
import type { Server } from './server';

const OSDS = [0, 1, 2];
const KEYS = { user: 'reader-key', password: 'reader-secret' };

export async function startCeph(): Promise<Server> {
  const folder = await temporaryFolder('ceph');
  const { path } = folder;
  const env = { CEPH_CONF: join(path, 'ceph.conf') };
  const running: Running[] = [];
  const stop = async () => {
    // What others depend on last.
    for (const daemon of running.toReversed()) await daemon.end('SIGKILL');
    await folder.remove();
  };
  const daemon = async (program: string, ...args: string[]) => {
    const one = await start(program, ['-f', ...args], join(path, 'log'), env);
    running.push(one);
    return one;
  };
  try {
    const port = await configure(path);
    await daemon('ceph-mon', '-i', 'a');
    await daemon('ceph-mgr', '-i', 'x');
    const osds = await Promise.all(
      OSDS.map(async (id) => {
        const uuid = randomUUID();
        await command('ceph', ['osd', 'new', uuid, String(id)], env);
        await command('ceph-osd', ['-i', String(id), '--mkfs', '--osd-uuid', uuid], env);
        return daemon('ceph-osd', '-i', String(id));
      }),
    );
    const gateway = await daemon('radosgw', '-n', 'client.rgw');
    const url = `http://127.0.0.1:${port}/`;
    await answering(url, gateway, join(path, 'log'));
    const user = [
      '--uid=reader',
      '--display-name=reader',
      `--access-key=${KEYS.user}`,
      `--secret-key=${KEYS.password}`,
    ];
    await command('radosgw-admin', ['-n', 'client.rgw', 'user', 'create', ...user], env);
    await makeBucket(url, KEYS);
    return { ...s3Server('ceph', url, KEYS, stop), stopOneOsd: async () => osds.pop()?.end('SIGKILL') };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes what the daemons read when they start; the gateway's port. */
async function configure(path: string): Promise<number> {
  const [v1, v2, gateway] = await Promise.all([freePort(), freePort(), freePort()]);
  const folders = ['mon', 'mgr', 'rgw', 'run', ...OSDS.map((id) => `osd${id}`)];
  await Promise.all(folders.map((name) => mkdir(join(path, name))));
  const fsid = randomUUID();
  const addresses = `[v2:127.0.0.1:${v2},v1:127.0.0.1:${v1}]`;
  await writeFile(
    join(path, 'ceph.conf'),
    `[global]
fsid = ${fsid}
mon_host = ${addresses}
mon_initial_members = a
keyring = ${path}/keyring
osd_pool_default_size = ${OSDS.length}
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
mon_max_pg_per_osd = 1000
osd_crush_chooseleaf_type = 0
auth_allow_insecure_global_id_reclaim = false
mon_data_avail_crit = 1
mon_data_avail_warn = 1
run_dir = ${path}/run
admin_socket = ${path}/run/$name.asok
log_file = ${path}/$name.log
[mon]
mon_data = ${path}/mon
[mgr]
mgr_data = ${path}/mgr
[osd]
osd_objectstore = memstore
memstore_device_bytes = 1073741824
osd_data = ${path}/osd$id
[client.rgw]
rgw_data = ${path}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${gateway}
rgw_enable_apis = s3
`,
  );
  await keyring(join(path, 'keyring'));
  const map = join(path, 'monmap');
  await command('monmaptool', ['--create', '--addv', 'a', addresses, '--fsid', fsid, map]);
  const env = { CEPH_CONF: join(path, 'ceph.conf') };
  await command('ceph-mon', ['--mkfs', '-i', 'a', '--monmap', map, '--keyring', join(path, 'keyring')], env);
  return gateway;
}

/** Who may do what; one file has all of them. */
async function keyring(file: string): Promise<void> {
  const all = { mon: 'allow *', osd: 'allow *', mgr: 'allow *' };
  const who: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'mon.': { mon: 'allow *' },
    'client.admin': all,
    'client.rgw': { mon: 'allow rw', osd: 'allow rwx' },
    'mgr.x': { mon: 'allow profile mgr', osd: 'allow *' },
    ...Object.fromEntries(
      OSDS.map((id) => [`osd.${id}`, { mon: 'allow profile osd', osd: 'allow *', mgr: 'allow profile osd' }]),
    ),
  };
  await appendFile(file, '', { mode: 0o600 });
  for (const [name, caps] of Object.entries(who)) {
    const args = Object.entries(caps).flatMap(([kind, cap]) => ['--cap', kind, cap]);
    await command('ceph-authtool', [file, '--gen-key', '-n', name, ...args]);
  }
}
