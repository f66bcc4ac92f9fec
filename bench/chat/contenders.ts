/** A chat that is measured. */
export interface Contender {
  readonly name: string;
  /** The module of its page, below this folder. */
  readonly page: string;
  /** npm packages whose versions belong to the figures. */
  readonly packages: readonly string[];
  /** It is built as its users build it, with nothing left out. */
  readonly isOfOthers?: boolean;
}

/** What the goals are relative to: Lit and streaming-markdown, and nothing of what a chat needs besides. */
export const FLOOR = 'floor';
export const OURS = 'va-chat';

/** In the order in which each round visits them. */
export const CONTENDERS: readonly Contender[] = [
  { name: FLOOR, page: 'peers/floor.ts', packages: ['lit', 'streaming-markdown'] },
  { name: OURS, page: 'pages/va-chat.ts', packages: [] },
  { name: 'deep-chat', page: 'peers/deep-chat.ts', packages: ['deep-chat'], isOfOthers: true },
  { name: 'Streamdown', page: 'peers/streamdown.tsx', packages: ['streamdown', 'react'], isOfOthers: true },
  {
    name: 'chatscope',
    page: 'peers/chatscope.tsx',
    packages: ['@chatscope/chat-ui-kit-react', 'marked', 'dompurify', 'react'],
    isOfOthers: true,
  },
];
