import { rigFolder } from './release.ts';
import { HomeAssistantRig } from './rig.ts';

/** Prints where Home Assistant is and how to get in, as one line of JSON, and stays until it is told to go. */
const stopping = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.resolve());

const rig = await HomeAssistantRig.start(rigFolder());
const { url, token, version, brokerPort } = rig;
console.log(JSON.stringify({ url, token, version, brokerPort }));
const staysUp = setInterval(() => {}, 60_000);
await stopping.promise;
clearInterval(staysUp);
await rig.stop();
