import { phraseBook } from '../../i18n/phrase-book.ts';
import { t } from './detail-messages.ts';
import { serviceName } from './service-messages.ts';

const said = phraseBook('details', t, ({ job, what, ...values }) => ({
  ...values,
  ...(job !== undefined && { job: serviceName(job) }),
  ...(what !== undefined && { what: what.split(', ').map(detailWords).join(', ') }),
}));

/** How a service is, in the user's language, part by part: what nobody has put into that, as the server says it. */
export function detailWords(detail: string): string {
  return detail.split('; ').map(said).join('; ');
}
