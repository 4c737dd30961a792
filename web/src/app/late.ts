// The second style sheet: for pages on which people work, loaded with the first of them.
let loading: Promise<void> | undefined;

function load(): Promise<void> {
  return new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = document.querySelector<HTMLMetaElement>('meta[name=late-styles]')?.content ?? '';
    link.onload = link.onerror = () => done(); // without it the page is plain, and works
    document.head.append(link);
  });
}

/** What is loaded is there when its styles are. */
export async function withStyles<T>(loaded: Promise<T>): Promise<T> {
  loading ??= load();
  const [result] = await Promise.all([loaded, loading]);
  return result;
}
