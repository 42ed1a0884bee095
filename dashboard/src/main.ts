/** The dashboard's way in: mounts the application into the page. */
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('missing element: #app in index.html');
mount(App, { target });
