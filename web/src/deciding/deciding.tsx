// Deciding on suggestions. It is loaded when somebody who may decide opens an article; the reader gives it places to stand.
export { actionsOf } from './actions.ts';
export { loadProgress } from './blocks.ts';
export { NameTools } from './name-tools.tsx';
export { Overlay } from './overlay.tsx';
export { Progress } from './progress.tsx';
export { inTurn, newDeciding } from './state.ts';
export { Strips } from './strips.tsx';
export { Tools } from './tools.tsx';
import '../reader/base.ts';
