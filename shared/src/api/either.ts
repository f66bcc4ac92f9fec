/** How often the same is asked at most. */
const MOST = 3;

/**
 * `fetch` for a question that changes nothing: a connection can be dead without a word, so after each `patience` of silence
 * (milliseconds) the same is asked on another one too. The first answer counts; the others are broken off.
 */
export function fetchEither(request: Request, init: RequestInit, patience: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked: AbortController[] = [];
    let failed = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const one = new AbortController();
      asked.push(one);
      if (asked.length < MOST) timer = setTimeout(() => void ask(), patience);
      try {
        const signal = AbortSignal.any([request.signal, one.signal]);
        const response = await fetch(request.clone(), { ...init, signal });
        clearTimeout(timer);
        for (const other of asked) if (other !== one) other.abort();
        resolve(response);
      } catch (error) {
        failed += 1;
        // One that failed while another is still on its way says nothing yet.
        if (failed < asked.length) return;
        clearTimeout(timer);
        reject(error as Error);
      }
    };
    void ask();
  });
}
