import './styles/main.css';
import { mount } from 'svelte';
import { chooseBackend } from '#renderer/backend/choose-backend';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target, context: applicationContext(new Application(chooseBackend())) });
