export interface Toast {
  readonly text: string;
  readonly kind: 'done' | 'failed';
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** A word about what was just done; `action` takes it back. The app shows it for a while. */
export function toast(text: string, { kind = 'done', action = null }: Partial<Omit<Toast, 'text'>> = {}): void {
  const detail: Toast = { text, kind, action };
  window.dispatchEvent(new CustomEvent('concierge-toast', { detail }));
}

export function toastError(error: unknown): void {
  toast(error instanceof Error ? error.message : String(error), { kind: 'failed' });
}
