// An official TypeScript client at a server of both eras, which it signs in to by itself:
//   node both-eras.mjs v1|v2|auto URL USER
// where auto is v2, which finds out what the server speaks. The user of v2 first consents to listing
// alone, and to the rest when that is asked for; v1 renews its tokens then, and does not ask again. Prints one line
// of JSON: what went over the wire, what was consented to, what the user was asked, what was told of a note that is
// watched, and how each call ended.
import * as v2 from '@modelcontextprotocol/client';
import * as auth from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema, ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { Provider } from './person.mjs';

const [generation, url, user] = process.argv.slice(2);
const isOld = generation === 'v1';
const Unauthorized = isOld ? auth.UnauthorizedError : v2.UnauthorizedError;
const Transport = isOld ? TransportV1 : v2.StreamableHTTPClientTransport;
const Client = isOld ? ClientV1 : v2.Client;

class Careful extends Provider {
  async redirectToAuthorization(address) {
    if (!isOld && this.consents.length === 0) {
      address.searchParams.set('scope', 'mcp:tools:read');
    }
    await super.redirectToAuthorization(address);
  }
}

const exchanges = [];
const asked = [];
const told = [];
const authProvider = new Careful(user);
const transport = () => new Transport(new URL(url), { authProvider, fetch: watchedFetch });
let action = 'decline';
let connected;
let client;

async function watchedFetch(input, init) {
  const answer = await fetch(input, init);
  const { pathname } = new URL(input.url ?? input);
  const method = typeof init?.body === 'string' && init.body.match(/"method":"([^"]+)"/)?.[1];
  const version = new Headers(init?.headers).get('mcp-protocol-version') ?? '';
  exchanges.push([init?.method ?? 'GET', pathname, method || '', version, answer.status].join(' '));
  return answer;
}

async function connect() {
  const options = {
    capabilities: { elicitation: {} },
    ...(generation === 'auto' && { versionNegotiation: { mode: 'auto' } }),
  };
  client = new Client({ name: 'both-eras', version: '1' }, options);
  client.setRequestHandler(isOld ? ElicitRequestSchema : 'elicitation/create', async (request) => {
    asked.push(request.params.message);
    return action === 'accept' ? { action, content: {} } : { action };
  });
  client.setNotificationHandler(
    isOld ? ResourceUpdatedNotificationSchema : 'notifications/resources/updated',
    async (update) => void told.push(update.params.uri),
  );
  connected = transport();
  await client.connect(connected);
}

/** Waits for something, and for no longer than a while. */
async function until(what, holds) {
  for (const end = Date.now() + 10_000; !holds(); ) {
    if (Date.now() > end) {
      throw new Error(`In vain: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A session is told on a stream, which has the token that it was opened with. */
async function listenAnew() {
  const streams = () => exchanges.filter((exchange) => exchange.startsWith('GET /mcp ') && exchange.endsWith(' 200'));
  const before = streams().length;
  await client.close();
  await connect();
  await until('a stream', () => streams().length > before);
}

async function watch(uri) {
  if (generation === 'auto') {
    await client.listen({ resourceSubscriptions: [uri] });
  } else {
    await client.subscribeResource({ uri });
  }
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
    await connected.finishAuth(isOld ? code.get('code') : code);
    return deed();
  }
}

const call = (name, args = {}, options = {}) => {
  const request = { name, arguments: args };
  return isOld ? client.callTool(request, undefined, options) : client.callTool(request, options);
};

await withConsent(connect);
const { tools } = await withConsent(() => client.listTools());
const before = authProvider.consents.length;
const whoami = JSON.parse((await withConsent(() => call('whoami'))).content[0].text);
const { id } = JSON.parse((await withConsent(() => call('notes_add', { text: 'One' }))).content[0].text);
const uri = `notes://${id}`;
await withConsent(() => watch(uri));
if (generation === 'v2') {
  await listenAnew();
  await watch(uri);
}
await call('notes_edit', { id, text: 'Two' });
await until('an update', () => told.length > 0);
const declined = await call('notes_delete', { id });
action = 'accept';
const deleted = await call('notes_delete', { id });
const again = await call('notes_delete', { id });

const giveUp = new AbortController();
const notes = Array.from({ length: 100 }, (_, n) => `Note ${n}`);
const cancelled = await call('notes_import', { notes }, {
  signal: giveUp.signal,
  onprogress: () => giveUp.abort('enough'),
}).then(
  () => 'answered',
  () => 'cancelled',
);
const imported = JSON.parse((await withConsent(() => call('notes_list'))).content[0].text).notes.length;
const after = JSON.parse((await call('whoami')).content[0].text).subject;
await client.close();
console.log(
  JSON.stringify({
    exchanges,
    before,
    consents: authProvider.consents,
    asked,
    told,
    uri,
    imported,
    tools: tools.map((tool) => tool.name),
    whoami,
    declined: declined.isError === true && declined.content[0].text,
    deleted: JSON.parse(deleted.content[0].text).deleted === id,
    again: again.isError === true,
    cancelled,
    after,
  }),
);
