// Adds an access token to every request, since the conformance suite has none to send:
//   UPSTREAM=http://127.0.0.1:8080 TOKEN=... [DPOP_JWK='{private EC P-256 JWK}' HTU=...] [PORT=0] node auth-proxy.mjs
// With DPOP_JWK each request gets the DPoP scheme and a fresh proof for HTU. Host and Origin pass
// untouched, so that the suite's DNS-rebinding scenario still judges the server: it must allow the
// host that is printed. Node's own modules only.
import http from 'node:http';
import crypto from 'node:crypto';

const upstream = new URL(process.env.UPSTREAM);
const token = process.env.TOKEN;
const jwk = process.env.DPOP_JWK ? JSON.parse(process.env.DPOP_JWK) : null;
const key = jwk && crypto.createPrivateKey({ key: jwk, format: 'jwk' });
const tokenHash = crypto.createHash('sha256').update(token, 'ascii').digest('base64url');

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function proof(method) {
  const { kty, crv, x, y } = jwk;
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
  const claims = {
    jti: crypto.randomUUID(),
    htm: method,
    htu: process.env.HTU,
    iat: Math.floor(Date.now() / 1000),
    ath: tokenHash,
  };
  const input = `${encoded(header)}.${encoded(claims)}`;
  const signature = crypto.sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

function headersFor(request) {
  const headers = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    if (!/^(authorization|dpop)$/i.test(request.rawHeaders[i])) {
      headers.push(request.rawHeaders[i], request.rawHeaders[i + 1]);
    }
  }
  headers.push('Authorization', `${key ? 'DPoP' : 'Bearer'} ${token}`);
  if (key) {
    headers.push('DPoP', proof(request.method));
  }
  return headers;
}

const proxy = http.createServer((request, response) => {
  const forwarded = http.request(
    {
      host: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path: request.url,
      headers: headersFor(request),
      setHost: false,
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      response.flushHeaders();
      answer.pipe(response);
    },
  );
  forwarded.on('error', () => {
    if (!response.headersSent) {
      response.writeHead(502);
    }
    response.end();
  });
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
});

proxy.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
  console.log(`ready 127.0.0.1:${proxy.address().port}`),
);
