/**
 * Home Assistant's frontend, when the panel is in its ingress frame, which is of the same origin. What it holds is not
 * ours and may change with any release, so everything is looked at before it is used, and nothing is needed.
 */
export function parentDocument(): Document | null {
  try {
    return window.parent === window ? null : window.parent.document;
  } catch {
    return null;
  }
}

export interface UserLocale {
  /** BCP 47. */
  readonly language: string;
  /** Undefined: as usual in that language. */
  readonly hour12: boolean | undefined;
  /** IANA; undefined: the browser's. */
  readonly timeZone: string | undefined;
}

/** How this user wants to read: as their profile in Home Assistant says, else as their browser does. */
export function userLocale(): UserLocale {
  const home = parentDocument();
  const hass = read(home?.querySelector('home-assistant'), 'hass');
  const locale = read(hass, 'locale');
  const language = text(read(locale, 'language')) ?? (home?.documentElement.lang || navigator.language || 'en');
  const timeFormat = text(read(locale, 'time_format'));
  const atServer = text(read(locale, 'time_zone')) === 'server';
  return {
    language: known(language) ? language : 'en',
    hour12: timeFormat === '12' ? true : timeFormat === '24' ? false : undefined,
    timeZone: atServer ? text(read(read(hass, 'config'), 'time_zone')) : undefined,
  };
}

/** Loads Home Assistant anew, and the panel in it: a session that has ended, it alone begins again. */
export function reloadHome(): void {
  const home = parentDocument()?.defaultView;
  if (home) home.location.reload();
  else location.assign('/');
}

/** Whether Home Assistant is dark; undefined: nobody says. */
export function prefersDark(): boolean | undefined {
  const themes = read(read(parentDocument()?.querySelector('home-assistant'), 'hass'), 'themes');
  const dark = read(themes, 'darkMode');
  return typeof dark === 'boolean' ? dark : undefined;
}

function read(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null && name in from ? Reflect.get(from, name) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function known(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
