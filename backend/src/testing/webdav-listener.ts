import { v2 as webdav } from 'webdav-server';
import { freePort } from './free-port.js';

/** Whom the WebDAV and CalDAV servers of the tests know. */
export const SOURCE_USER = { username: 'kb@riverside', password: 'canary app-pass wörd' };

/** A real WebDAV server on a free port, which shows a folder of this computer. */
export interface WebDavListener {
  url: string;
  close(): Promise<void>;
}

/** Starts one for `SOURCE_USER`, with the folder at its root. */
export async function startWebDav(folder: string, port?: number): Promise<WebDavListener> {
  const users = new webdav.SimpleUserManager();
  const user = users.addUser(SOURCE_USER.username, SOURCE_USER.password, false);
  const rights = new webdav.SimplePathPrivilegeManager();
  rights.setRights(user, '/', ['all']);
  const server = new webdav.WebDAVServer({
    hostname: '127.0.0.1',
    requireAuthentification: true,
    httpAuthentication: new webdav.HTTPBasicAuthentication(users, 'files'),
    privilegeManager: rights,
    rootFileSystem: new webdav.PhysicalFileSystem(folder),
  });
  const http = await server.startAsync(port ?? (await freePort()));
  // A test that only needs an address to exist does not have to close it.
  http.unref();
  const address = http.address();
  if (typeof address !== 'object' || !address) throw new Error('The WebDAV server has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => server.stopAsync(),
  };
}
