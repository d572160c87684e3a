import { phraseBook } from '../../i18n/phrase-book.ts';
import { t } from './detail-messages.ts';
import { DETAILS } from './detail-sentences.ts';
import { serviceName } from './service-messages.ts';

const said = phraseBook(DETAILS, t, ({ job, ...values }) =>
  job === undefined ? values : { ...values, job: serviceName(job) },
);

/** How a service is, in the user's language, part by part: what nobody has put into that, as the server says it. */
export function detailWords(detail: string): string {
  return detail.split('; ').map(said).join('; ');
}
