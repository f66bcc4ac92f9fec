import type { NextConfig } from 'next';

const config: NextConfig = {
  // Else Next looks for the lockfiles of the folders above.
  turbopack: { root: import.meta.dirname },
};

export default config;
