// Not every Node has a navigator; texts and figures go by its languages.
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { languages: ['en-GB'] } });
