/** A place in the text that is filled when what belongs there is known. */
export interface Slot {
  /** The same for the same thing, so that its place can be kept when the text around it is lexed again. */
  readonly key: string;
  readonly place: HTMLElement;
  /** Fills the place if it can; answers whether that is for good. `isWhole` once nothing more will come. */
  fill(isWhole: boolean): boolean;
}
