// The server of the TypeScript SDK 2.4.0 for both eras, behind its bearer gate: without a framework,
// as its documentation has it. It takes tokens of the issuer that is its argument.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import {
  McpServer,
  OAuthError,
  OAuthErrorCode,
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  oauthMetadataResponse,
  requireBearerAuth,
} from '@modelcontextprotocol/server';
import { createRemoteJWKSet, jwtVerify } from 'jose';

// Whoever started this holds the other end: no orphan is left behind.
process.stdin.resume().on('end', () => process.exit(0));

const issuer = process.argv[2];
const oauthMetadata = await (
  await fetch(`${issuer}/.well-known/oauth-authorization-server`)
).json();
const keys = createRemoteJWKSet(new URL(oauthMetadata.jwks_uri));

const listener = createServer();
await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${listener.address().port}`;
const resourceServerUrl = new URL(`${origin}/mcp`);

const verifier = {
  async verifyAccessToken(token) {
    try {
      const audience = resourceServerUrl.href;
      const { payload } = await jwtVerify(token, keys, { issuer, audience });
      const scopes = (payload.scope ?? '').split(' ');
      const resource = new URL(audience);
      return { token, clientId: payload.client_id, scopes, expiresAt: payload.exp, resource };
    } catch {
      throw new OAuthError(OAuthErrorCode.InvalidToken, 'Invalid token');
    }
  },
};
const gate = requireBearerAuth({
  verifier,
  requiredScopes: ['tools'],
  resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resourceServerUrl),
  expectedResource: resourceServerUrl,
});
const handler = createMcpHandler(({ authInfo, era }) => {
  const server = new McpServer({ name: 'protected', version: '1.0.0' });
  server.registerTool('greet', { description: 'Says hello' }, () => ({
    content: [{ type: 'text', text: `hello ${authInfo.clientId} of the ${era} era` }],
  }));
  return server;
});
const documents = { oauthMetadata, resourceServerUrl, scopesSupported: ['tools'] };

async function answer(request) {
  const document = oauthMetadataResponse(request, documents);
  if (document) {
    return document;
  }
  const authInfo = await gate(request);
  return authInfo instanceof Response ? authInfo : handler.fetch(request, { authInfo });
}

listener.on('request', async (incoming, outgoing) => {
  const body = ['GET', 'HEAD'].includes(incoming.method) ? null : Readable.toWeb(incoming);
  const request = new Request(origin + incoming.url, {
    method: incoming.method,
    headers: incoming.headers,
    body,
    duplex: 'half',
  });
  const response = await answer(request);
  console.log(`${incoming.method} ${incoming.url} ${response.status}`);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) {
    Readable.fromWeb(response.body).pipe(outgoing);
  } else {
    outgoing.end();
  }
});
console.log(`PORT ${listener.address().port}`);
