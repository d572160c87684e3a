import type { Request, Response } from 'express';
import type { Static, TObject, TSchema } from 'typebox';
import type { DeepReadonly } from '../../domain/deep-readonly.ts';
import type { FieldMessages } from '../message.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Of a schema's value, as a handler may give it: frozen rows and lists fit. */
type Answered<Schema extends TSchema> = DeepReadonly<Static<Schema>>;

/** What a handler makes of a request. */
export type Reply<Body> =
  | { readonly kind: 'answer'; readonly body: Body }
  | { readonly kind: 'refused'; readonly status: number; readonly message: FieldMessages }
  /** The handler has answered by itself: a file, a stream, a page. */
  | { readonly kind: 'written' }
  /** It is none of this route's: the next one is asked. */
  | { readonly kind: 'passed on' };

/** A request whose every part fits its schema. */
interface RouteInput<Params extends TObject, Query extends TObject, Body extends TSchema> {
  readonly params: Static<Params>;
  /** `?limit=5` is a number when the schema says so; an empty parameter is none. */
  readonly query: Static<Query>;
  readonly body: Static<Body>;
  readonly request: Request;
  readonly response: Response;
}

/** What is not JSON: its content type. */
interface OtherContent {
  readonly contentType: string;
}

/**
 * One route: the schemas by which requests are checked are those of the OpenAPI document, so that the two cannot differ.
 * Give a schema a `title`, and the document names it (and forms have a heading); a `description` on a field is what forms
 * and readers see.
 */
export interface RouteSpec<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Answer extends TSchema = TSchema,
> {
  readonly method: Method;
  /** As express has it: `/rest/cameras/:id`. */
  readonly path: string;
  /** A few words, such as `List cameras`. */
  readonly summary: string;
  readonly description?: string;
  /** Of the path. A path that does not fit is a 404. */
  readonly params?: Params;
  /** Why there is nothing at this path, before anything else is looked at; null: there is. */
  readonly lost?: (params: Static<Params>) => FieldMessages | null;
  readonly query?: Query;
  /** JSON. Fields that lack get their defaults, but not with PATCH. */
  readonly body?: Body;
  /** A request without a body is one with an empty object. */
  readonly isBodyOptional?: boolean;
  /** The content types of a body that is none of JSON's, or a large one: the handler reads it by itself (own-bodies.ts). */
  readonly ownBody?: readonly string[];
  /** What is wrong with a body beyond its schema, of one that does not fit its schema as well; its words go before the schema's. */
  readonly alsoWrong?: (input: {
    readonly params: Static<Params>;
    readonly body: unknown;
  }) => FieldMessages | Promise<FieldMessages>;
  /** 200 unless given; 204 has no answer. */
  readonly status?: 200 | 201 | 202 | 204;
  readonly answer?: Answer | OtherContent;
  /** Statuses beyond 400, 401, 413 and (of a path with parameters) 404, and when they come. */
  readonly refusals?: Readonly<Record<number, string>>;
  readonly handle: (
    input: RouteInput<Params, Query, Body>,
  ) => Reply<Answered<Answer>> | Promise<Reply<Answered<Answer>>>;
}

/** A route as the document knows it. */
export type Operation = Omit<RouteSpec, 'handle' | 'alsoWrong' | 'lost'>;

export function answerOf<Body>(body: Body): { readonly kind: 'answer'; readonly body: Body } {
  return { kind: 'answer', body };
}

export function refusedWith(status: number, message: FieldMessages) {
  return { kind: 'refused', status, message } as const;
}
