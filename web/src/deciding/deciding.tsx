// Deciding on suggestions. It is loaded when somebody who may decide opens an article; the reader gives it places to stand.
export { actionsOf } from './actions.ts';
export { newDeciding } from './state.ts';
export { Tools } from './tools.tsx';
