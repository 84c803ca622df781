// An official TypeScript client uses a server with sessions, with a token at hand:
//   node session-client.mjs v1|v2|auto URL TOKEN
// where auto is v2, which asks for a newer protocol first. Prints one line of JSON: the tools, and
// what the client saw of each call.
import * as v2 from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as schemas from '@modelcontextprotocol/sdk/types.js';

const [generation, url, token] = process.argv.slice(2);
const requestInit = { headers: { Authorization: `Bearer ${token}` } };
const options = {
  capabilities: { sampling: {}, elicitation: {} },
  ...(generation === 'auto' && { versionNegotiation: { mode: 'auto' } }),
};
const identity = { name: 'session-client', version: '1' };

const isOld = generation === 'v1';
const client = isOld ? new ClientV1(identity, options) : new v2.Client(identity, options);
const transport = isOld
  ? new TransportV1(new URL(url), { requestInit })
  : new v2.StreamableHTTPClientTransport(new URL(url), { requestInit });
const named = (schema, method) => (isOld ? schema : method);

const logged = [];
const sampled = { type: 'text', text: 'Said by the client' };
client.setRequestHandler(
  named(schemas.CreateMessageRequestSchema, 'sampling/createMessage'),
  async () => ({ role: 'assistant', content: sampled, model: 'none', stopReason: 'endTurn' }),
);
client.setRequestHandler(named(schemas.ElicitRequestSchema, 'elicitation/create'), async () => ({
  action: 'accept',
  content: { username: 'alice', email: 'alice@example.com' },
}));
client.setNotificationHandler(
  named(schemas.LoggingMessageNotificationSchema, 'notifications/message'),
  (notification) => void logged.push(notification.params.data),
);

async function call(name, args = {}) {
  const { content } = await client.callTool({ name, arguments: args });
  return content[0].text;
}

await client.connect(transport);
const { tools } = await client.listTools();
const report = {
  tools: tools.map((tool) => tool.name),
  simple: await call('test_simple_text'),
  logging: await call('test_tool_with_logging'),
  sampling: await call('test_sampling', { prompt: 'Say something' }),
  elicitation: await call('test_elicitation', { message: 'Who are you?' }),
  reconnection: await call('test_reconnection'),
  logged,
};
await transport.terminateSession();
await client.close();
console.log(JSON.stringify(report));
