// A user with a browser, and what an MCP client keeps of signing in: for scripts beside this one.

/** Opens the consent page, allows what it asks, and tells where the answer goes. */
export async function consent(url, user) {
  const page = await fetch(url);
  const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const ticket = (await page.text()).match(/name="ticket" value="([^"]+)"/)[1];
  const decision = await fetch(new URL('/authorize/decision', url), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies.join('; ') },
    body: new URLSearchParams({ ticket, user, decision: 'approve' }),
  });
  return new URL(decision.headers.get('location'));
}

/** The OAuth provider of a client without a secret, which registers itself or names its document. */
export class Provider {
  #user;
  #client;
  #tokens;
  #verifier;
  code;
  consents = [];

  constructor(user, clientMetadataUrl) {
    this.#user = user;
    this.clientMetadataUrl = clientMetadataUrl;
  }

  get redirectUrl() {
    return 'http://127.0.0.1:7777/callback';
  }

  get clientMetadata() {
    return {
      client_name: 'A real client',
      redirect_uris: [this.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  clientInformation() {
    return this.#client;
  }

  saveClientInformation(client) {
    this.#client = client;
  }

  tokens() {
    return this.#tokens;
  }

  saveTokens(tokens) {
    this.#tokens = tokens;
  }

  saveCodeVerifier(verifier) {
    this.#verifier = verifier;
  }

  codeVerifier() {
    return this.#verifier;
  }

  async redirectToAuthorization(url) {
    this.consents.push(url.searchParams.get('scope'));
    this.code = (await consent(url, this.#user)).searchParams;
  }
}
