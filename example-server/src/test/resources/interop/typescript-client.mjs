// The official TypeScript client lists the tools and calls whoami with a token that it gets itself:
//   node typescript-client.mjs dpop|bearer|v1 URL ISSUER CLIENT SECRET
// Prints one line of JSON: every exchange that went over the wire, the tools, and the answer.
import * as v2 from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [mode, url, expectedIssuer, clientId, clientSecret] = process.argv.slice(2);
const exchanges = [];

/** The fetch of the platform, which remembers what was asked and answered. */
async function watchedFetch(input, init) {
  const answer = await fetch(input, init);
  const headers = new Headers(init?.headers);
  const challenge = answer.headers.get('www-authenticate') ?? '';
  exchanges.push({
    method: init?.method ?? 'GET',
    path: new URL(input.url ?? input).pathname,
    scheme: headers.get('authorization')?.split(' ')[0],
    proof: headers.has('dpop'),
    status: answer.status,
    error: challenge.match(/error="([^"]*)"/)?.[1] ?? (await tokenError(answer)),
    revision: headers.get('mcp-protocol-version') ?? undefined,
  });
  return answer;
}

async function tokenError(answer) {
  return answer.status === 400 ? (await answer.clone().json()).error : undefined;
}

class DpopCredentials extends v2.ClientCredentialsProvider {
  #session = v2.DpopSession.create();

  dpop() {
    return this.#session;
  }
}

/** Asks the authorization server for a bearer token, as any script would. */
async function bearerToken() {
  const { token_endpoint: endpoint } = await (
    await fetch(`${expectedIssuer}/.well-known/openid-configuration`)
  ).json();
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      resource: url,
      scope: 'mcp:tools:read mcp:tools:call',
    }),
  });
  return (await answer.json()).access_token;
}

const implementation = { name: 'interop', version: '1' };
const credentials = { clientId, clientSecret, expectedIssuer };

async function connected() {
  if (mode === 'v1') {
    const client = new ClientV1(implementation);
    const headers = { Authorization: `Bearer ${await bearerToken()}` };
    const transport = new TransportV1(new URL(url), { requestInit: { headers }, fetch: watchedFetch });
    await client.connect(transport);
    return client;
  }
  const authProvider =
    mode === 'dpop' ? new DpopCredentials(credentials) : new v2.ClientCredentialsProvider(credentials);
  const client = new v2.Client(implementation);
  await client.connect(
    new v2.StreamableHTTPClientTransport(new URL(url), { authProvider, fetch: watchedFetch }),
  );
  return client;
}

const client = await connected();
try {
  const { tools } = await client.listTools();
  const { content } = await client.callTool({ name: 'whoami', arguments: {} });
  console.log(
    JSON.stringify({
      exchanges,
      tools: tools.map((tool) => tool.name),
      whoami: JSON.parse(content[0].text),
    }),
  );
} finally {
  await client.close();
}
