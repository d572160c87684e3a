import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import { Backoff } from '../backoff.ts';
import type { EntityCommand } from '../entity-transport.ts';
import { isRecord } from '../parse-json.ts';
import type { Session } from '../session.ts';
import { BIRTH_TOPIC, COMMANDS, commandedEntity, PICTURES } from './topics.ts';

interface Handlers {
  onCommand(command: EntityCommand): void;
  /**
   * The picture of an image entity, as the broker has it. Null: it is known, and better not asked for: under MQTT 3.1.1 a
   * broker that is asked repeats its pictures to image entities, too, and those take them for new.
   */
  readonly onPicture: ((topic: string, address: string) => void) | null;
  /** Home Assistant's MQTT client is new to the broker. */
  onBirth(): void;
}

interface MqttMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** Hears, for as long as the session lasts, what is published for us. Tries again while MQTT is not ready. */
export function subscribeMqtt(session: Session, clock: Clock, logger: Logger, handlers: Handlers): void {
  const { onPicture } = handlers;
  for (const topics of onPicture ? PICTURES : []) {
    listen(session, clock, logger, topics, ({ topic, payload }) => onPicture?.(topic, payload));
  }
  listen(session, clock, logger, COMMANDS, ({ topic, payload, retain }) => {
    // An old one: obeying it would repeat it at every reconnect.
    if (retain) return;
    const entity = commandedEntity(topic);
    if (entity) handlers.onCommand({ ...entity, payload });
    else logger.warn({ topic: topic.slice(0, 200) }, 'ignoring a command for nothing that we have');
  });
  listen(session, clock, logger, BIRTH_TOPIC, ({ payload, retain }) => {
    if (payload === 'online' && !retain) handlers.onBirth();
  });
}

function listen(
  session: Session,
  clock: Clock,
  logger: Logger,
  topic: string,
  onMessage: (message: MqttMessage) => void,
): void {
  const backoff = new Backoff(1000, 60_000);
  let failed = false;
  const onEvent = (event: unknown) => {
    const message = parseMessage(event);
    if (message) onMessage(message);
  };
  const attempt = async () => {
    const reply = await session.subscribe({ type: 'mqtt/subscribe', topic, qos: 1 }, onEvent);
    if (session.ended.aborted || reply.kind === 'done') return;
    const reason = reply.kind === 'refused' ? `${reply.code} ${reply.message}` : reply.kind;
    logger[failed ? 'debug' : 'warn']({ topic }, `cannot subscribe over MQTT: ${reason}; trying again`);
    failed = true;
    const cancel = clock.after(backoff.nextMs(), () => void attempt());
    session.ended.addEventListener('abort', cancel, { once: true });
  };
  void attempt();
}

function parseMessage(event: unknown): MqttMessage | null {
  if (!isRecord(event)) return null;
  const { topic, payload, retain } = event;
  if (typeof topic !== 'string' || typeof payload !== 'string') return null;
  return { topic, payload, retain: retain === true };
}
