/** After a failure, what was not fetched is asked for again. */
const RETRY_MS = 3_000;

/** A module that comes when it is needed first; whoever waits looks again when it is here, or when another try is due. */
export class Late<Module> {
  #module: Module | undefined;
  #isLoading = false;

  constructor(
    private readonly load: () => Promise<Module>,
    private readonly look: () => void,
    private readonly failed: () => void,
  ) {}

  get module(): Module | undefined {
    if (!this.#module && !this.#isLoading) {
      this.#isLoading = true;
      void this.#get();
    }
    return this.#module;
  }

  async #get(): Promise<void> {
    try {
      this.#module = await this.load();
      this.look();
    } catch {
      this.failed();
      setTimeout(() => {
        this.#isLoading = false;
        this.look();
      }, RETRY_MS);
    }
  }
}
