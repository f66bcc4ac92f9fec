import { folderStore, type Store } from './store.js';

/** The store at an address: a folder, or `s3://bucket/prefix?endpoint=…&region=…`. */
export async function openStore(
  address: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Store> {
  if (!address.startsWith('s3://')) return folderStore(address);
  // Only who uses a bucket loads what speaks to one.
  const { s3Store } = await import('./s3-store.js');
  return s3Store(address, environment);
}
