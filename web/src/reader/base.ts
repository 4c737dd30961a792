// What the reader shares with files that are loaded later: one file of it, as of app/base.ts.
import './colours.ts';
import './holder.tsx';
import './keys.ts';
import './reading.ts';
import './steps.ts';
import './words.ts';
