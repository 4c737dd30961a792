// What every page needs comes in one file. The bundler would make one of each set of pages that share something, a dozen small
// ones; build.mjs has every file that is loaded later import this, so that the set is the same.
import './keys.ts';
import './load.ts';
import './router.ts';
import './session.ts';
import '../parts/copy.ts';
import '../parts/dialog.tsx';
import '../parts/entity-link.tsx';
import '../parts/faces.ts';
import '../parts/icon.tsx';
import '../parts/notice.tsx';
import '../parts/states.tsx';
import '../words.ts';
