// An official TypeScript client gives a call up, stays for a while, and begins anew when its session
// is gone:
//   node abandoned.mjs v1|v2 URL TOKEN SECONDS abandon|idle
// Prints "quiet" when it begins to stay, and at its end one line of JSON: how the call ended, the
// status for a session that is gone, and what the next session said.
import * as v2 from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [generation, url, token, seconds, mode] = process.argv.slice(2);
const isOld = generation === 'v1';
const headers = { Authorization: `Bearer ${token}` };
const [Client, Transport] = isOld
  ? [ClientV1, TransportV1]
  : [v2.Client, v2.StreamableHTTPClientTransport];

async function connected() {
  const client = new Client({ name: 'abandoned', version: '1' });
  const transport = new Transport(new URL(url), { requestInit: { headers } });
  await client.connect(transport);
  return { client, transport };
}

/** What went wrong: a code of the protocol, or a status. */
async function failure(client, name, options) {
  const call = { name, arguments: {} };
  const given = isOld ? [call, undefined, options] : [call, options];
  return client.callTool(...given).then(
    () => 'none',
    (error) => String(error.code) + ' ' + String(error.data?.status ?? error.status ?? ''),
  );
}

const first = await connected();
const abandoned = mode === 'abandon' && (await failure(first.client, 'test_slow', { timeout: 2500 }));
console.log('quiet');
await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

const session = { ...headers, 'mcp-session-id': first.transport.sessionId };
await fetch(url, { method: 'DELETE', headers: session });
const gone = await failure(first.client, 'test_simple_text');
await first.client.close();
const second = await connected();
const { content } = await second.client.callTool({ name: 'test_simple_text', arguments: {} });
await second.client.close();
console.log(JSON.stringify({ abandoned, gone, again: content[0].text }));
