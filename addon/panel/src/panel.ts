import { live } from './api/live.ts';
import { followTheme } from './theme/follow-theme.ts';
import './app/concierge-app.ts';

followTheme();
live.start();
