/** One object store in IndexedDB, opened for each act, so that no open connection keeps the page from the back/forward cache. */
export class ObjectStore {
  constructor(
    private readonly database: string,
    private readonly store: string,
  ) {}

  /** Runs `act` in one transaction and resolves when that is on disk. */
  async transact<T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore, answer: (value: T) => void) => void,
  ): Promise<T | undefined> {
    const database = await this.#open();
    try {
      return await new Promise((resolve, reject) => {
        let answered: T | undefined;
        const transaction = database.transaction(this.store, mode);
        const fail = () => reject(transaction.error ?? new Error('IndexedDB refused the transaction'));
        transaction.oncomplete = () => resolve(answered);
        transaction.onerror = fail;
        transaction.onabort = fail;
        act(transaction.objectStore(this.store), (value) => (answered = value));
      });
    } finally {
      database.close();
    }
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open(this.database, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(this.store);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('IndexedDB cannot be opened'));
    });
  }
}
