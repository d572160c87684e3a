import { live } from './api/live.ts';
import { language } from './i18n/translator.ts';
import { followTheme } from './theme/follow-theme.ts';
import './app/concierge-app.ts';

document.documentElement.lang = language();
followTheme();
live.start();
