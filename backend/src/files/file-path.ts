import { join } from 'node:path';
import type { Config } from '../config.js';

/** Where the bytes of an attached file lie. */
export const filePath = ({ dataDir }: Pick<Config, 'dataDir'>, id: string): string =>
  join(dataDir, 'files', id);

/** Where the API gives the bytes of an attached file. */
export const fileUrl = (id: string): string => `/api/files/${id}`;
