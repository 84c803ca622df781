package io.github.jerseymcp.example.authorization;

import java.net.URI;

/** The addresses of the server, all below its issuer. */
record Endpoints(String issuer) {

  URI authorization() {
    return URI.create(issuer + "/authorize");
  }

  URI token() {
    return URI.create(issuer + "/token");
  }

  URI registration() {
    return URI.create(issuer + "/register");
  }

  URI keys() {
    return URI.create(issuer + "/jwks");
  }
}
