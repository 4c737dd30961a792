// The one client of this page, on the server that served it. Signing in is a cookie that no script sees (session.ts).
import { createClient } from 'claimd-client';

export const claimd = createClient();
export * from 'claimd-client';
