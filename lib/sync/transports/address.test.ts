import { expect, test } from 'vitest';
import { readAddress, webDavAddresses } from './address';

test.each([
  ['https://cloud.example.org/dav', 'https://cloud.example.org/dav/', 'https://cloud.example.org/*'],
  ['  cloud.example.org ', 'https://cloud.example.org/', 'https://cloud.example.org/*'],
  [
    'HTTPS://Cloud.Example.org:8443/a b?x#y',
    'https://cloud.example.org:8443/a%20b/',
    'https://cloud.example.org/*',
  ],
  ['localhost:8080/dav//', 'https://localhost:8080/dav/', 'https://localhost/*'],
  ['davs://nas.lan:5006', 'https://nas.lan:5006/', 'https://nas.lan/*'],
  ['webdav://192.168.1.5', 'http://192.168.1.5/', 'http://192.168.1.5/*'],
  ['https://[::1]:1/', 'https://[::1]:1/', 'https://[::1]/*'],
  ['https://bücher.example', 'https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/*'],
])('%s is read as an address', (typed, url, permission) => {
  expect(readAddress(typed)).toEqual({ url, permission, user: null, password: null, isExposed: false });
});

test('a user and a password in it are taken out', () => {
  expect(readAddress('https://ann%40example.org:p%C3%A4:x%zz@example.org/dav/')).toMatchObject({
    url: 'https://example.org/dav/',
    user: 'ann@example.org',
    password: 'p%C3%A4%3Ax%zz',
  });
  expect(readAddress('https://ann@example.org')).toMatchObject({ user: 'ann', password: null });
});

test.each([
  ['', 'unreadable'],
  ['https://', 'unreadable'],
  ['https:///etc', 'unreadable'],
  ['http://a b/', 'unreadable'],
  ['https://example.org:99999', 'unreadable'],
  ['ftp://example.org', 'other-protocol'],
  ['file:///home', 'other-protocol'],
  ['constructor://x', 'other-protocol'],
])('%s is none: %s', (typed, problem) => {
  expect(readAddress(typed)).toBe(problem);
});

test.each([
  ['http://example.org', true],
  ['http://8.8.8.8', true],
  ['http://172.32.0.1', true],
  ['http://[2001:db8::1]/', true],
  ['http://localhost.example.org', true],
  ['http://10.example.org', true],
  ['dav://example.org', true],
  ['https://example.org', false],
  ['http://localhost', false],
  ['http://127.0.0.1:8080', false],
  ['http://172.16.0.1', false],
  ['http://[::1]', false],
  ['http://[fd00::1]', false],
  ['http://nas', false],
  ['http://nas.local', false],
  ['http://router.home.arpa', false],
])('that %s lets others read along: %s', (typed, isExposed) => {
  expect(readAddress(typed)).toMatchObject({ isExposed });
});

test.each([
  ['https://c.org/', ['https://c.org/', 'https://c.org/remote.php/dav/files/ann%20b/']],
  ['https://c.org/cloud/', ['https://c.org/cloud/', 'https://c.org/cloud/remote.php/dav/files/ann%20b/']],
  ['https://c.org/index.php/apps/files/', ['https://c.org/remote.php/dav/files/ann%20b/']],
  ['https://c.org/cloud/apps/files/files/', ['https://c.org/cloud/remote.php/dav/files/ann%20b/']],
  ['https://c.org/index.php/', ['https://c.org/remote.php/dav/files/ann%20b/']],
  ['https://c.org/remote.php/dav/files/ann/', ['https://c.org/remote.php/dav/files/ann/']],
  ['https://c.org/remote.php/webdav/', ['https://c.org/remote.php/webdav/']],
  ['https://c.org/dav/', ['https://c.org/dav/']],
])('at %s, files may be in %s', (url, addresses) => {
  expect(webDavAddresses(url, 'ann b')).toEqual(addresses);
});
