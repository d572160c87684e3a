import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { type FieldMessages, refuse } from '../message.ts';
import type { Operation, Reply, RouteSpec } from './route-spec.ts';
import { schemaCheck } from './schema-check.ts';
import { textValues } from './text-values.ts';

const NOTHING = Type.Object({});

/** What belongs together in the OpenAPI document: a tag, and the routes under it. */
export class ApiRoutes {
  readonly router = Router();
  readonly tag: string;
  readonly description: string;
  readonly #operations: Operation[] = [];

  /** @param tag two or three words, such as `Cameras` @param description one sentence */
  constructor(tag: string, description: string) {
    this.tag = tag;
    this.description = description;
  }

  get operations(): readonly Operation[] {
    return this.#operations;
  }

  /** The one way to a route: requests that do not fit its schemas are answered 400, every bad field named. */
  add<
    Params extends TObject = TObject,
    Query extends TObject = TObject,
    Body extends TSchema = TSchema,
    Answer extends TSchema = TSchema,
  >(spec: RouteSpec<Params, Query, Body, Answer>): this {
    // Handlers differ in what they take; of the document's view, none takes anything.
    const { handle: _handle, alsoWrong: _alsoWrong, lost: _lost, ...operation } = spec;
    this.#operations.push(operation as unknown as Operation);
    this.router[spec.method](spec.path, handlerOf(spec));
    return this;
  }
}

function handlerOf<Params extends TObject, Query extends TObject, Body extends TSchema, Answer extends TSchema>(
  spec: RouteSpec<Params, Query, Body, Answer>,
): RequestHandler {
  const { status = 200 } = spec;
  const checkParams = schemaCheck(spec.params ?? NOTHING, { fill: true });
  const checkQuery = schemaCheck(spec.query ?? NOTHING, { fill: true });
  const checkBody = spec.body ? schemaCheck(spec.body, { fill: spec.method !== 'patch' }) : () => ({});
  return async (request, response, next) => {
    // The checks below hold what they answer to be of the schemas' types.
    const params = textValues(spec.params ?? NOTHING, request.params) as Static<Params>;
    const query = textValues(spec.query ?? NOTHING, request.query) as Static<Query>;
    const unfit = checkParams(params);
    const lost = hasAny(unfit) ? unfit : (spec.lost?.(params) ?? {});
    if (hasAny(lost)) {
      refuse(response, 404, lost);
      return;
    }
    if (spec.isBodyOptional) request.body ??= {};
    const wrong = { ...checkQuery(query), ...(await bodyProblems(spec, checkBody, params, request)) };
    if (hasAny(wrong)) {
      refuse(response, 400, wrong);
      return;
    }
    const body = request.body as Static<Body>;
    const reply = await spec.handle({ params, query, body, request, response });
    if (reply.kind === 'passed on') next();
    else send(response, status, reply);
  };
}

async function bodyProblems<
  Params extends TObject,
  Query extends TObject,
  Body extends TSchema,
  Answer extends TSchema,
>(
  { alsoWrong }: RouteSpec<Params, Query, Body, Answer>,
  check: (body: unknown) => FieldMessages,
  params: Static<Params>,
  request: Request,
): Promise<FieldMessages> {
  // Before the check, which fills in what a caller has not written.
  const further = (await alsoWrong?.({ params, body: request.body })) ?? {};
  return { ...check(request.body), ...further };
}

function send(response: Response, status: number, reply: Exclude<Reply<unknown>, { kind: 'passed on' }>): void {
  if (reply.kind === 'refused') refuse(response, reply.status, reply.message);
  else if (reply.kind === 'answer' && status === 204) response.status(204).end();
  else if (reply.kind === 'answer') response.status(status).json(reply.body);
}

function hasAny(message: FieldMessages): boolean {
  return Object.keys(message).length > 0;
}
