/** An engine that takes what people type. */
export interface TextEngine {
  readonly name: string;
  /** Numbers of the best documents, best first. */
  search(text: string, limit: number): readonly number[] | Promise<readonly number[]>;
  close?(): Promise<void>;
}
