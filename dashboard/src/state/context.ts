/** Hands the page's state to pages the router makes. */
import { getContext, setContext } from 'svelte';
import type { AppState } from './app.svelte.ts';

const KEY = Symbol('app');

/** Makes the state known to everything below. */
export function provideApp(app: AppState): void {
  setContext(KEY, app);
}

/** The page's state. */
export function useApp(): AppState {
  return getContext<AppState>(KEY);
}
