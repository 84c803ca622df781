// An authorization server by others, oidc-provider, on a free port of loopback: RFC 9068 tokens for
// the resource that a client names, plain or bound to a DPoP key (with a nonce) or a certificate;
// opaque ones for one client. With the argument "people" its users sign in at its pages, with any
// password, for clients that register themselves or are the address of their metadata.
import { X509Certificate, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const SCOPES = ['mcp:tools:read', 'mcp:tools:call', 'notes:read', 'notes:write'];
const SECRET = 'interop-secret';
const PEOPLE = process.argv[2] === 'people';
const DOCUMENT = 'https://client.example/mcp-client.json';

// Whoever started this holds the other end: no orphan is left behind.
process.stdin.resume().on('end', () => process.exit(0));

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signingKey = { ...privateKey.export({ format: 'jwk' }), kid: 'interop', use: 'sig', alg: 'ES256' };

const client = (name, more = {}) => ({
  client_id: name,
  client_secret: SECRET,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  token_endpoint_auth_method: 'client_secret_basic',
  id_token_signed_response_alg: 'ES256',
  introspection_signed_response_alg: 'ES256',
  scope: SCOPES.join(' '),
  ...more,
});

/** The certificate that a proxy in front would forward (RFC 9440). */
function forwardedCertificate(ctx) {
  const der = ctx.get('client-cert').replaceAll(':', '');
  return der ? new X509Certificate(Buffer.from(der, 'base64')) : undefined;
}

/** Clients of people, and refresh tokens without the parameter prompt. */
const forPeople = {
  scopes: [...SCOPES, 'tools', 'openid', 'offline_access'],
  clientDefaults: {
    id_token_signed_response_alg: 'ES256',
    introspection_signed_response_alg: 'ES256',
  },
  issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token'),
  // The document that somebody would publish at that address.
  fetch: (url, options) =>
    String(url) === DOCUMENT
      ? Response.json({
          client_id: DOCUMENT,
          client_name: 'By its document',
          application_type: 'native',
          redirect_uris: ['http://127.0.0.1/callback'],
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          token_endpoint_auth_method: 'none',
        })
      : globalThis.fetch(url, options),
};

const provider = new Provider(issuer, {
  clients: [
    client('bearer-client'),
    client('dpop-client', { dpop_bound_access_tokens: true }),
    client('certificate-client', { tls_client_certificate_bound_access_tokens: true }),
    client('opaque-client'),
    client('introspector'),
  ],
  jwks: { keys: [signingKey] },
  scopes: SCOPES,
  ttl: { ClientCredentials: 300 },
  ...(PEOPLE ? forPeople : {}),
  features: {
    devInteractions: { enabled: PEOPLE },
    registration: { enabled: PEOPLE },
    clientIdMetadataDocument: { enabled: PEOPLE, ack: 'draft-02' },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    jwtIntrospection: { enabled: true },
    revocation: { enabled: true },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      getCertificate: forwardedCertificate,
    },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (ctx, resource, asking) => ({
        audience: resource,
        scope: [...SCOPES, ...(PEOPLE ? ['tools'] : [])].join(' '),
        accessTokenFormat: asking.clientId === 'opaque-client' ? 'opaque' : 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});
for (const what of ['registration_create', 'pushed_authorization_request', 'grant', 'revocation']) {
  provider.on(`${what}.success`, ctx => console.log(`did ${what} ${ctx.oidc.params?.grant_type ?? ''}`));
  provider.on(`${what}.error`, (ctx, error) => console.log(`refused ${what} ${error.error}`));
}
server.on('request', provider.callback());
console.log(`ready ${issuer}`);
