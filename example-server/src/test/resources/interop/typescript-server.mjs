// The server of the TypeScript SDK, as its README starts one: sessions, JSON answers off. With an
// issuer as argument it is behind the bearer middleware of the SDK; without one it is open.
import { randomUUID } from 'node:crypto';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js';
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const issuer = process.argv[2];
const app = createMcpExpressApp();
const transports = {};
let guards = [];

// The port is known only then, and the documents name it.
const listener = app.listen(0, '127.0.0.1', async () => {
  const port = listener.address().port;
  if (issuer) {
    await guard(new URL(`http://127.0.0.1:${port}/mcp`));
  }
  app.post('/mcp', ...guards, post);
  app.get('/mcp', ...guards, inSession);
  app.delete('/mcp', ...guards, inSession);
  console.log(`PORT ${port}`);
});

async function guard(resourceServerUrl) {
  const place = `${issuer}/.well-known/oauth-authorization-server`;
  const oauthMetadata = await (await fetch(place)).json();
  const keys = createRemoteJWKSet(new URL(oauthMetadata.jwks_uri));
  const verifier = {
    async verifyAccessToken(token) {
      try {
        const audience = resourceServerUrl.href;
        const { payload } = await jwtVerify(token, keys, { issuer, audience });
        const scopes = (payload.scope ?? '').split(' ');
        return { token, clientId: payload.client_id, scopes, expiresAt: payload.exp };
      } catch {
        throw new InvalidTokenError('Invalid token');
      }
    },
  };
  app.use(mcpAuthMetadataRouter({ oauthMetadata, resourceServerUrl, scopesSupported: ['tools'] }));
  const resourceMetadataUrl = getOAuthProtectedResourceMetadataUrl(resourceServerUrl);
  guards = [requireBearerAuth({ verifier, requiredScopes: ['tools'], resourceMetadataUrl })];
}

async function post(request, response) {
  const id = request.headers['mcp-session-id'];
  if (id && transports[id]) {
    await transports[id].handleRequest(request, response, request.body);
  } else if (!id && isInitializeRequest(request.body)) {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: begun => {
        transports[begun] = transport;
      },
    });
    transport.onclose = () => {
      delete transports[transport.sessionId];
    };
    const server = new McpServer({ name: 'peer', version: '1.0.0' });
    server.registerTool('greet', { description: 'Says hello' }, () => ({
      content: [{ type: 'text', text: 'hello' }],
    }));
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
  } else {
    const error = { code: -32000, message: 'Bad Request: No valid session ID provided' };
    response.status(400).json({ jsonrpc: '2.0', error, id: null });
  }
}

async function inSession(request, response) {
  const id = request.headers['mcp-session-id'];
  if (!id || !transports[id]) {
    response.status(400).send('Invalid or missing session ID');
    return;
  }
  await transports[id].handleRequest(request, response);
}
