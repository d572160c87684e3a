import { KEY_BYTES, SecretBox } from '../../src/runtime/secret-box.ts';

export const TEST_SECRETS = new SecretBox(Buffer.alloc(KEY_BYTES, 7));
