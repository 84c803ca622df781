// Calls the tool whoami with a token that is bound to a key (DPoP, RFC 9449), with Node 18 or later
// alone: node dpop-call.mjs [URL of the MCP endpoint]
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

const endpoint = process.argv[2] ?? 'http://127.0.0.1:8080/mcp';

// The key that the token will be bound to: whoever steals the token alone cannot use it.
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A proof for one request, good once (RFC 9449 section 4.2). */
function proof(url, token, nonce) {
  const input = [
    { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } },
    {
      jti: randomUUID(),
      htm: 'POST',
      htu: url,
      iat: Math.floor(Date.now() / 1000),
      ath: token && createHash('sha256').update(token).digest('base64url'),
      nonce,
    },
  ].map(encoded).join('.');
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** Posts with a proof, and once more where the server wants a nonce in it (sections 8 and 9). */
async function post(url, headers, body, token) {
  const send = (nonce) =>
    fetch(url, { method: 'POST', headers: { ...headers, DPoP: proof(url, token, nonce) }, body });
  const answer = await send();
  const nonce = answer.headers.get('dpop-nonce');
  return nonce && (answer.status === 400 || answer.status === 401) ? send(nonce) : answer;
}

async function json(answer) {
  if (!answer.ok) {
    throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}

// Where the tokens come from: a call without one tells (RFC 9728), then the server itself (RFC 8414).
const challenge = (await fetch(endpoint, { method: 'POST' })).headers.get('www-authenticate') ?? '';
const document = challenge.match(/resource_metadata="([^"]+)"/)?.[1];
if (!document) {
  throw new Error(`${endpoint} does not say where its metadata are`);
}
const { resource, authorization_servers: [issuer] } = await json(await fetch(document));
const { token_endpoint: tokenEndpoint } = await json(
  await fetch(new URL('/.well-known/oauth-authorization-server', issuer)),
);

const { access_token: token, token_type: type } = await json(
  await post(
    tokenEndpoint,
    { Authorization: `Basic ${btoa('demo:demo')}`, 'Content-Type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ grant_type: 'client_credentials', user: 'alice', resource }).toString(),
  ),
);

/** Sends one message to the MCP endpoint. */
const message = (content, headers = {}) =>
  post(
    endpoint,
    {
      ...headers,
      Authorization: `${type} ${token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    JSON.stringify({ jsonrpc: '2.0', ...content }),
    token,
  );

// A server with sessions names one in its answer, and a stateless one does not.
const begun = await message({
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'dpop-call', version: '1' },
  },
});
const session = begun.headers.get('mcp-session-id');

const answer = await message(
  { id: 2, method: 'tools/call', params: { name: 'whoami', arguments: {} } },
  session ? { 'Mcp-Session-Id': session } : {},
);
console.log(`HTTP ${answer.status}`);
console.log(await answer.text());
process.exitCode = answer.ok ? 0 : 1;
