// An official TypeScript client signs in by itself and calls every tool:
//   node signed-in.mjs v1|v2 URL USER
// Prints one line of JSON: every exchange, the scopes that were consented to, what each tool said.
import * as v2 from '@modelcontextprotocol/client';
import * as auth from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Provider } from './person.mjs';

const [generation, url, user] = process.argv.slice(2);
const isOld = generation === 'v1';
const exchanges = [];
const authProvider = new Provider(user);
const Unauthorized = isOld ? auth.UnauthorizedError : v2.UnauthorizedError;
const Transport = isOld ? TransportV1 : v2.StreamableHTTPClientTransport;
const Client = isOld ? ClientV1 : v2.Client;
let transport;
let client;

async function watchedFetch(input, init) {
  const answer = await fetch(input, init);
  exchanges.push(`${init?.method ?? 'GET'} ${new URL(input.url ?? input).pathname} ${answer.status}`);
  return answer;
}

async function connect() {
  transport = new Transport(new URL(url), { authProvider, fetch: watchedFetch });
  client = new Client({ name: 'signed-in', version: '1' });
  await client.connect(transport);
}

/** Does it, and once more after the user has consented. */
async function withConsent(deed) {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof Unauthorized)) {
      throw error;
    }
    const { code } = authProvider;
    await transport.finishAuth(isOld ? code.get('code') : code);
    return deed();
  }
}

const call = (name, args = {}) =>
  withConsent(async () => {
    const { content, isError } = await client.callTool({ name, arguments: args });
    if (isError) {
      throw new Error(`${name}: ${content[0].text}`);
    }
    return JSON.parse(content[0].text);
  });

await withConsent(connect);
const { tools } = await client.listTools();
const added = await call('notes_add', { text: 'A note' });
const results = {
  whoami: await call('whoami'),
  notes_add: added,
  notes_import: await call('notes_import', { notes: ['one', 'two'] }),
  notes_list: await call('notes_list'),
  notes_delete: await call('notes_delete', { id: added.id }),
};
await client.close();
console.log(
  JSON.stringify({
    exchanges,
    consents: authProvider.consents,
    tools: tools.map((tool) => tool.name),
    results,
  }),
);
