import { type Static, Type } from 'typebox';

const Time = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

export const ListenerHealthSchema = Type.Object(
  {
    id: Type.Integer({ description: 'Of the row in camera_listeners.' }),
    url: Type.String(),
    callback_type: Type.String(),
    state: Type.Enum(['own', 'idle', 'ok', 'failing', 'refused'], {
      description:
        '`own`: a service of Concierge itself. `idle`: not called since the start. `refused`: its address is.',
    }),
    detail: Type.String({ description: 'What is wrong, in words.' }),
    waiting: Type.Integer({ description: 'Messages that it has not been told yet.' }),
    dropped: Type.Integer({ description: 'Messages that were given up since the start.' }),
    last_success: Time,
    last_failure: Time,
  },
  { title: 'Listener health' },
);

export const ListenerTrialSchema = Type.Object(
  {
    ok: Type.Boolean(),
    detail: Type.String({ description: 'What it answered, or what is wrong, in words.' }),
    elapsed_ms: Type.Integer(),
  },
  { title: 'Listener trial' },
);

export type ListenerTrialAnswer = Static<typeof ListenerTrialSchema>;

/** How the calls to a listener go, as it is told over REST and in the panel. */
export type ListenerHealthAnswer = Static<typeof ListenerHealthSchema>;
