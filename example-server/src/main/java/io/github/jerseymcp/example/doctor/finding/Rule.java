package io.github.jerseymcp.example.doctor.finding;

import java.util.Locale;

/**
 * The rules that the doctor knows: where each is written, and how to fix an endpoint that breaks
 * it.
 *
 * <p>The names are stable: programs read them in the JSON document.
 */
public enum Rule {
  OPEN_ACCESS(
      "MCP authorization; RFC 6750 section 3",
      "Ask for a token before any message is answered, unless all the world may use each tool."),
  REDIRECT(
      "RFC 9110 section 15.4",
      "Answer at the address that clients are told. A redirect takes tokens to another address."),
  TLS(
      "OAuth 2.1 section 1.5; RFC 6750 section 5.3",
      "Serve https. Only a server for one machine may use http, on a loopback address."),
  TLS_VERSION("RFC 9325 section 3.1.1", "Offer TLS 1.3 and 1.2, and nothing older."),
  TLS_CERTIFICATE(
      "RFC 9110 section 4.3.4",
      "Have the certificate renewed, by a program, weeks before it ends."),
  TLS_HSTS(
      "RFC 6797 section 7.1", "Send Strict-Transport-Security with a max-age of a year or more."),
  CHALLENGE(
      "MCP authorization, token handling; RFC 9110 section 15.5.2",
      "Answer a request without a token with 401 and a WWW-Authenticate that offers Bearer."),
  CHALLENGE_ERROR(
      "RFC 6750 section 3.1",
      "Leave error out of the challenge for a request that has no token at all."),
  CHALLENGE_METADATA(
      "RFC 9728 section 5.1; MCP authorization, discovery",
      "Name the metadata document in the challenge: resource_metadata=\"URL\", which answers 200."),
  DOCUMENT_PLACE(
      "RFC 9728 section 3.1; MCP authorization, discovery",
      "Serve the document at /.well-known/oauth-protected-resource followed by the endpoint's path."),
  DOCUMENT_FORM("RFC 9728 section 3.2", "Answer with 200, application/json, and one JSON object."),
  DOCUMENT_RESOURCE(
      "RFC 9728 section 3.3",
      "Make resource in the document the very URL that clients call. They must not use another."),
  DOCUMENT_SERVERS(
      "MCP authorization, discovery; RFC 8414 section 2",
      "List at least one issuer in authorization_servers: an https URL without query or fragment."),
  DOCUMENT_METHODS(
      "OAuth 2.1 section 5.1.1; MCP authorization, token requirements",
      "Set bearer_methods_supported to [\"header\"]."),
  SCOPES(
      "MCP authorization, scope selection; RFC 9728 section 2",
      "Name scopes in the challenge (scope) or in the document (scopes_supported)."),
  ISSUER_METADATA(
      "RFC 8414 section 3; MCP authorization, discovery",
      "Have the authorization server publish its metadata at a well-known place for its issuer."),
  ISSUER_IDENTITY(
      "RFC 8414 section 3.3",
      "Write the issuer in the document exactly as the authorization server writes it."),
  ISSUER_PKCE(
      "MCP authorization, PKCE; RFC 7636 section 4.2",
      "Have the authorization server list S256 in code_challenge_methods_supported."),
  ISSUER_REGISTRATION(
      "MCP authorization, client registration; RFC 7591",
      "Let clients register by metadata document or dynamically, or tell users how to register."),
  ISSUER_RESPONSE(
      "RFC 9207 section 3",
      "Have the authorization server send iss in its authorization responses."),
  INVALID_TOKEN(
      "MCP authorization, token handling; RFC 6750 section 3.1",
      "Answer any token that is no good with 401 and error=\"invalid_token\", by a constant text."),
  QUERY_TOKEN(
      "OAuth 2.1 section 5.1.1; RFC 9700 section 4.3.2",
      "Take tokens from the Authorization header alone. Addresses end up in logs."),
  TWO_AUTHORIZATIONS(
      "RFC 9110 section 5.3", "Refuse a request that has more than one Authorization header."),
  WRONG_SCHEME(
      "RFC 9110 section 11.6.1", "Answer a scheme that is not offered as a request without token."),
  DPOP_ADVERTISED(
      "RFC 9449 section 7.1; RFC 9728 section 2",
      "Offer DPoP in both places: a DPoP challenge with algs, and"
          + " dpop_signing_alg_values_supported in the document."),
  DPOP_PROOF(
      "RFC 9449 section 7.1",
      "Answer a bad proof or token of the DPoP scheme with 401 and an error."),
  DPOP_ENFORCED(
      "RFC 9449 section 7.2",
      "Refuse a bound token without a proof by its key, and a proof with a token that it does not"
          + " belong to."),
  HOST(
      "RFC 9728 section 3.3; MCP transports, security warning",
      "Configure the public address. Never build addresses from Host, and refuse unknown hosts."),
  ORIGIN(
      "MCP transports, security warning",
      "Refuse an Origin that is not on a list of known ones with 403."),
  ORIGIN_NULL(
      "MCP transports, security warning",
      "Refuse Origin: null with 403. Pages in a sandbox and local files send it."),
  CORS_CREDENTIALS(
      "Fetch standard, CORS protocol and credentials",
      "Leave Access-Control-Allow-Credentials out, or allow known origins alone."),
  CORS_EXPOSED(
      "Fetch standard, Access-Control-Expose-Headers",
      "Expose WWW-Authenticate and Mcp-Session-Id to the pages that may call."),
  ERROR_TEXTS("CWE-209", "Answer errors with constant texts: no stack trace, no name of a class."),
  SERVER_VERSION(
      "RFC 9110 section 10.2.4", "Leave versions of software out of headers and error pages."),
  MALFORMED_JSON(
      "JSON-RPC 2.0 section 5.1; RFC 9110 section 15.5.1",
      "Answer a body that is no JSON with 400."),
  CONTENT_TYPE(
      "RFC 9110 section 15.5.16",
      "Take application/json alone, else 415. Pages may send text/plain without being asked."),
  LISTENING(
      "MCP transports, listening for messages",
      "Answer GET without Accept: text/event-stream with 405 or 406."),
  PROTOCOL_HEADER(
      "MCP transports, protocol version header",
      "Answer an MCP-Protocol-Version that is not supported with 400."),
  PROTOCOL_NEGOTIATION(
      "MCP lifecycle, version negotiation",
      "Answer initialize with the version that was asked for, where it is supported."),
  PROTOCOL_UNKNOWN(
      "MCP lifecycle, version negotiation",
      "Answer initialize for an unknown version with one that is supported."),
  SESSION_ID(
      "MCP transports, session management",
      "Make session ids from 128 random bits or more, in visible ASCII."),
  SESSION_MISSING(
      "MCP transports, session management", "Answer a message that lacks the session id with 400."),
  SESSION_UNKNOWN(
      "MCP transports, session management",
      "Answer a session id that is not known with 404, so that clients begin a new session."),
  SESSION_END(
      "MCP transports, session management",
      "Let DELETE end a session, and answer 404 to its id from then on.");

  private final String source;
  private final String fix;

  Rule(String source, String fix) {
    this.source = source;
    this.fix = fix;
  }

  /** The stable name. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where the rule is written. */
  public String source() {
    return source;
  }

  /** What to change. */
  public String fix() {
    return fix;
  }
}
