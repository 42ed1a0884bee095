/** Starts the page. */
import { mount } from 'svelte';
import App from './App.svelte';
import { AppState } from './state/app.svelte.ts';
import { HttpSource } from './state/source.ts';
import './tokens.css';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
mount(App, {
  target,
  props: { app: new AppState(new HttpSource(new URL('./', location.href.split('#')[0]).href)) },
});
