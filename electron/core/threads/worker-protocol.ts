import type { FailureData } from '#shared/failure';

/** What a worker can be asked: name -> what it is given and what it answers. */
export type WorkerCalls<C> = {
  readonly [N in keyof C]: { readonly input: unknown; readonly output: unknown };
};

export interface WorkerRequest {
  readonly request: number;
  readonly name: string;
  readonly input: unknown;
}

export type WorkerReply =
  | { readonly request: number; readonly output: unknown }
  | { readonly request: number; readonly failure: FailureData };
