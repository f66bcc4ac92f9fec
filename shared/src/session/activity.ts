/** When the last input was, in any tab: milliseconds of this computer's clock. */
export interface ActivityRecord {
  read(): number | undefined;
  write(at: number): void;
}

const ACTIVITY_KEY = 'va-activity';

/** The record that all tabs share; where storage is closed to this page, each tab has its own. */
export function activityRecord(): ActivityRecord {
  try {
    const storage = localStorage;
    const record: ActivityRecord = {
      read() {
        const at = Number(storage.getItem(ACTIVITY_KEY) ?? NaN);
        return Number.isFinite(at) ? at : undefined;
      },
      write: (at) => storage.setItem(ACTIVITY_KEY, String(at)),
    };
    record.read();
    return record;
  } catch {
    let last: number | undefined;
    return { read: () => last, write: (at) => (last = at) };
  }
}

/** Whether nobody has been there for that many milliseconds, as far as this computer knows. */
export function isIdle(record: ActivityRecord, limit: number, now = Date.now()): boolean {
  const last = record.read();
  return last !== undefined && now - last >= limit;
}
