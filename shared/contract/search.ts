import { nothing, operation } from '#shared/contract/operation';
import { indexStateSchema, searchAnswerSchema, searchQuerySchema } from '#shared/model/search';

export const searchOperations = {
  /** Answers from what is indexed so far; `search.changed` events tell of progress. */
  'search.query': operation(searchQuerySchema, searchAnswerSchema),
  'search.state': operation(nothing, indexStateSchema),
};
