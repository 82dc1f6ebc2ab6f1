/** What stands beside the text: what is missing, or what colleagues say. */
export type PanelPart = 'checklist' | 'comments';
